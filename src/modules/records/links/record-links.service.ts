import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { Events } from '../../../platform/events/events.js';
import { beforeId, pageById, type PageQuery } from '../../../platform/http/paging.js';
import { Clock } from '../../../platform/time/clock.js';
import { AccountsService } from '../../accounts/index.js';
import { BY_NUMBER, partySourceOf, partySources } from '../party-sources.js';
import { PartyFollowers } from '../party-followers.js';
import { RecordNotFound } from '../records.errors.js';
import { RecordLinked, RecordUnlinked } from '../records.events.js';
import { toAddress } from '../records.queries.js';
import { RecordsService } from '../records.service.js';
import type { AddressValue } from '../address.dto.js';
import type { Relation } from '../records.types.js';
import type { LinkedRecordDto, LinkRecordRequest, MyRecordLinkPageDto, RecordLinkPageDto } from './record-links.dto.js';
import { AlreadyLinked, FirstOwnerOnly, LinkNotFound, LinkOfProject } from './record-links.errors.js';

/** Records that people put on their dashboard by typing the number. */
@Injectable()
export class RecordLinksService {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly accounts: AccountsService,
    private readonly followers: PartyFollowers,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async link(principal: Principal, { kind, number }: LinkRecordRequest): Promise<LinkedRecordDto> {
    return this.database.transaction(async () => {
      const record = await this.records.byNumber(number);
      const parties = record ? await this.records.parties(record.id) : [];
      const isParty = parties.some(({ accountId }) => accountId === principal.accountId);
      // A draft, a record of another kind and a number that was never given out must not be told apart.
      if (!record || record.kind !== kind || (!record.isPublic && !isParty)) throw new RecordNotFound(number, kind);
      if (isParty) throw new AlreadyLinked(record.number);

      const id = newId();
      const linked = await this.database.execute(sql`
        insert into records.party (id, record_id, account_id, relation, source, since)
        values (${id}, ${record.id}, ${principal.accountId}, 'linked', ${BY_NUMBER}, ${this.clock.now().toString()})
        on conflict (account_id, record_id, source) do nothing`);
      if (linked === 0) throw new AlreadyLinked(record.number);
      await this.followers.changed(record.id);
      await this.records.tell(record.id, {
        type: 'records.linked',
        summary: 'An account was linked to the record.',
        visibility: 'parties',
      });
      this.events.publish(new RecordLinked({ recordId: record.id, number: record.number, accountId: principal.accountId }));
      return { id, number: record.number, kind, relation: 'linked' };
    });
  }

  /** Who came to the record, and how, for the owner. */
  async ofRecord(principal: Principal, number: string, query: PageQuery): Promise<RecordLinkPageDto> {
    const { record } = await this.records.requireOwner(principal, number);
    const rows = await this.database.query
      .selectFrom('records.party')
      .select(['id', 'accountId', 'relation', 'source', 'since'])
      .where('recordId', '=', record.id)
      .where('source', 'in', partySources())
      .where('id', '<', beforeId(query))
      .orderBy('id', 'desc')
      .limit(query.limit + 1)
      .execute();
    const accounts = new Map((await this.accounts.getMany(rows.map((row) => row.accountId))).map((account) => [account.id, account]));
    return pageById(rows, query, ({ id, accountId, relation, source, since }) => {
      const { displayName: name, businessName } = accounts.get(accountId)!;
      return { id, name, businessName, relation, by: partySourceOf(source).way, linkedAt: since };
    });
  }

  async mine(principal: Principal, query: PageQuery): Promise<MyRecordLinkPageDto> {
    const rows = await this.database.query
      .selectFrom('records.party as p')
      .innerJoin('records.record as r', 'r.id', 'p.recordId')
      .select(['p.id', 'p.since', 'p.relation', 'p.source', 'r.number', 'r.kind', 'r.typeName', 'r.statusLabel', 'r.address'])
      .where('p.accountId', '=', principal.accountId)
      .where(
        'p.source',
        'in',
        partySources(({ isRemovable }) => isRemovable),
      )
      .where('p.id', '<', beforeId(query))
      .orderBy('p.id', 'desc')
      .limit(query.limit + 1)
      .execute();
    return pageById(rows, query, ({ source, since, address, ...row }) => ({
      ...row,
      address: toAddress(address as AddressValue | null),
      by: partySourceOf(source).way,
      linkedAt: since,
    }));
  }

  /** By the linked account itself, or by an owner of the record; a co-owner only by the first owner. */
  async unlink(principal: Principal, linkId: string): Promise<void> {
    await this.database.transaction(async () => {
      const link = await this.database.row(sql<LinkRow>`
        select p.record_id, r.number, p.account_id, p.relation, p.source,
          coalesce(me.is_owner, false) as by_owner, coalesce(me.is_first_owner, false) as by_first_owner
        from records.party p join records.record r on r.id = p.record_id
          cross join lateral (
            select bool_or(true) as is_owner, bool_or(o.source <> all(${partySources(({ isLater }) => isLater)}::text[])) as is_first_owner from records.party o
            where o.record_id = p.record_id and o.account_id = ${principal.accountId} and o.relation = 'owner'
          ) me
        where p.id = ${linkId} and p.source = any(${partySources()}::text[])`);
      const mine = link?.accountId === principal.accountId;
      if (!link || !(mine || link.byOwner)) throw new LinkNotFound();
      if (!partySourceOf(link.source).isRemovable) throw new LinkOfProject(link.number);
      if (link.relation === 'owner' && !mine && !link.byFirstOwner) throw new FirstOwnerOnly(link.number);
      if ((await this.database.execute(sql`delete from records.party where id = ${linkId}`)) === 0) throw new LinkNotFound();
      await this.followers.changed(link.recordId);
      await this.records.tell(link.recordId, {
        type: 'records.unlinked',
        summary: mine ? 'A linked account left the record.' : 'The owner removed a linked account.',
        visibility: 'parties',
      });
      this.events.publish(new RecordUnlinked({ recordId: link.recordId, number: link.number, accountId: link.accountId }));
    });
  }
}

interface LinkRow {
  recordId: string;
  number: string;
  accountId: string;
  relation: Relation;
  source: string;
  byOwner: boolean;
  byFirstOwner: boolean;
}
