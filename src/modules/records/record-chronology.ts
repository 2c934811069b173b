import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { beforeId, pageById } from '../../platform/http/paging.js';
import { AccountsService, type AccountSummary } from '../accounts/index.js';
import type { ChronologyActor, ChronologyQuery, RecordEventDto, RecordEventPageDto } from './records.dto.js';
import { LOOKED_AT } from './records.queries.js';
import { RecordsService } from './records.service.js';
import type { Access, Visibility } from './records.types.js';

interface Entry {
  id: string;
  type: string;
  summary: string;
  details: Record<string, unknown> | null;
  actorId: string | null;
  occurredAt: string;
}

/** Reads what happened to a record, as its parties or staff may see it. */
@Injectable()
export class RecordChronology {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly accounts: AccountsService,
  ) {}

  async list(reader: Principal, number: string, query: ChronologyQuery): Promise<RecordEventPageDto> {
    const { record, relation } = await this.records.requireParty(reader, number);
    const entries = await this.database.rows(sql<Entry>`
      select id, type, summary, details, actor_id, occurred_at from records.record_event
      where record_id = ${record.id} and visibility = any(${VISIBLE[relation]}::text[])
        and (${query.looks ?? false} or type <> ${LOOKED_AT}) and id < ${beforeId(query)}
      order by id desc limit ${query.limit + 1}`);
    const actorIds = [...new Set(entries.flatMap(({ actorId }) => actorId ?? []))];
    const actors = new Map((await this.accounts.getMany(actorIds)).map((account) => [account.id, account]));
    return pageById(entries, query, (entry) => toRecordEventDto(entry, actors.get(entry.actorId ?? ''), reader, relation));
  }
}

const VISIBLE: Record<Access, readonly Visibility[]> = {
  linked: ['public', 'parties'],
  owner: ['public', 'parties', 'owners'],
  staff: ['public', 'parties', 'owners', 'staff'],
};

function toRecordEventDto(entry: Entry, actor: AccountSummary | undefined, reader: Principal, relation: Access): RecordEventDto {
  const by = sideOf(entry, actor, reader);
  const tellsName = relation === 'staff' || (relation === 'owner' && by === 'party');
  const { actorId: _actorId, ...told } = entry;
  return { ...told, by, byName: tellsName ? (actor?.displayName ?? null) : null };
}

function sideOf({ actorId }: Entry, actor: AccountSummary | undefined, reader: Principal): ChronologyActor {
  if (actorId === null) return 'system';
  if (actorId === reader.accountId) return 'you';
  return actor?.profile === 'staff' ? 'city' : 'party';
}
