import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { toInstant } from '../../../platform/database/types.js';
import { Events } from '../../../platform/events/events.js';
import { page, readIdCursor, type PageQuery } from '../../../platform/http/paging.js';
import { Clock } from '../../../platform/time/clock.js';
import { AccountsService } from '../../accounts/index.js';
import { BY_INVITATION, BY_NUMBER, BY_PROJECT } from '../party-sources.js';
import { PartyFollowers } from '../party-followers.js';
import { RecordNotFound } from '../records.errors.js';
import { RecordLinked, RecordUnlinked } from '../records.events.js';
import { toAddress } from '../records.queries.js';
import { RecordsService } from '../records.service.js';
import type { AddressValue } from '../address.dto.js';
import type { Relation } from '../records.types.js';
import type { LinkedRecordDto, LinkRecordRequest, LinkWay, MyRecordLinkPageDto, RecordLinkPageDto } from './record-links.dto.js';
import { FirstOwnerOnly } from './record-links.errors.js';
import { AlreadyLinked, LinkNotFound, LinkOfProject } from './record-links.errors.js';

/** How people come to a record that is not theirs, by the source of the party. */
const WAYS = { [BY_NUMBER]: 'number', [BY_INVITATION]: 'invitation', [BY_PROJECT]: 'project' } as const satisfies Record<string, LinkWay>;

/** Those that are taken away one by one. */
const REMOVABLE = [BY_NUMBER, BY_INVITATION];

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
  async ofRecord(principal: Principal, number: string, { limit, cursor }: PageQuery): Promise<RecordLinkPageDto> {
    const { record } = await this.records.requireOwner(principal, number);
    const before = readIdCursor(cursor) ?? null;
    const rows = await this.database.rows(sql<{
      id: string;
      accountId: string;
      relation: Relation;
      source: keyof typeof WAYS;
      since: string;
    }>`
      select id, account_id, relation, source, since from records.party
      where record_id = ${record.id} and source = any(${Object.keys(WAYS)}::text[]) and (${before}::uuid is null or id < ${before}::uuid)
      order by id desc limit ${limit + 1}`);
    const accounts = new Map((await this.accounts.getMany(rows.map((row) => row.accountId))).map((account) => [account.id, account]));
    return page(
      rows,
      limit,
      ({ id }) => [id],
      ({ id, accountId, relation, source, since }) => {
        const account = accounts.get(accountId)!;
        return {
          id,
          name: account.displayName,
          businessName: account.businessName,
          relation,
          by: WAYS[source],
          linkedAt: toInstant(since).toString(),
        };
      },
    );
  }

  async mine(principal: Principal, { limit, cursor }: PageQuery): Promise<MyRecordLinkPageDto> {
    const before = readIdCursor(cursor) ?? null;
    const rows = await this.database.rows(sql<{
      id: string;
      since: string;
      number: string;
      kind: string;
      typeName: string;
      statusLabel: string;
      address: AddressValue | null;
      relation: Relation;
      source: keyof typeof WAYS;
    }>`
      select p.id, p.since, p.relation, p.source, r.number, r.kind, r.type_name, r.status_label, r.address
      from records.party p join records.record r on r.id = p.record_id
      where p.account_id = ${principal.accountId} and p.source = any(${REMOVABLE}::text[]) and (${before}::uuid is null or p.id < ${before}::uuid)
      order by p.id desc limit ${limit + 1}`);
    return page(
      rows,
      limit,
      ({ id }) => [id],
      (row) => ({
        id: row.id,
        number: row.number,
        kind: row.kind,
        typeName: row.typeName,
        statusLabel: row.statusLabel,
        address: toAddress(row.address),
        relation: row.relation,
        by: WAYS[row.source],
        linkedAt: toInstant(row.since).toString(),
      }),
    );
  }

  /** By the linked account itself, or by an owner of the record; a co-owner only by the first owner. */
  async unlink(principal: Principal, linkId: string): Promise<void> {
    await this.database.transaction(async () => {
      const link = await this.database.row(sql<LinkRow>`
        select p.record_id, r.number, p.account_id, p.relation, p.source,
          coalesce(me.is_owner, false) as by_owner, coalesce(me.is_first_owner, false) as by_first_owner
        from records.party p join records.record r on r.id = p.record_id
          cross join lateral (
            select bool_or(true) as is_owner, bool_or(o.source <> ${BY_INVITATION}) as is_first_owner from records.party o
            where o.record_id = p.record_id and o.account_id = ${principal.accountId} and o.relation = 'owner'
          ) me
        where p.id = ${linkId} and p.source = any(${Object.keys(WAYS)}::text[])`);
      const mine = link?.accountId === principal.accountId;
      if (!link || !(mine || link.byOwner)) throw new LinkNotFound();
      if (link.source === BY_PROJECT) throw new LinkOfProject(link.number);
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
  source: keyof typeof WAYS;
  byOwner: boolean;
  byFirstOwner: boolean;
}
