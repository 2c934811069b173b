import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { beforeId, pageById, type Page } from '../../platform/http/paging.js';
import { RECORD_COLUMNS, toSummary, type RecordRow } from './records.queries.js';
import type { RecordSummary, Relation } from './records.types.js';

/** A record as one of its parties sees it among others. */
export interface PartyRecord {
  record: RecordSummary;
  relation: Relation;
  /** Documents that the account may see, each counted once whatever its versions. */
  attachmentCount: number;
  /** How many records of its kind the account is party to. */
  ofKind: number;
}

/** Which of them a list shows. */
export interface PartyRecordsQuery {
  kind?: string;
  /** Only those that are open, or only those that are closed. */
  open?: boolean;
  limit: number;
  cursor?: string;
}

const ATTACHMENT_COUNT = sql`(
  select count(distinct a.family_id)::int from records.attachment a
  where a.record_id = r.id and a.deleted_at is null and a.role is null
    and (mine.relation = 'owner' or a.visibility = 'parties' or a.uploaded_by = mine.account_id)
) as attachment_count`;

/** What an account is party to, in one query. */
@Injectable()
export class PartyRecords {
  constructor(private readonly database: Database) {}

  /**
   * Of each kind at most so many: first those that wait for the applicant or a contractor, then the other open ones, then the
   * closed ones; the newest first among them.
   */
  async of(accountId: string, mostOfKind: number): Promise<PartyRecord[]> {
    const rows = await this.database.rows(sql<RecordRow & { relation: Relation; attachmentCount: number; ofKind: number }>`
      with mine as (
        select r.id, p.account_id, p.relation, count(*) over (partition by r.kind)::int as of_kind, row_number() over (partition by r.kind
          order by r.closed_at is not null, r.next_step_actor not in ('applicant', 'contractor'), r.id desc) as place
        from ${relationsOf(accountId)} p
          join records.record r on r.id = p.record_id
      )
      select ${RECORD_COLUMNS}, mine.relation, mine.of_kind, ${ATTACHMENT_COUNT}
      from mine join records.record r on r.id = mine.id
      where mine.place <= ${mostOfKind}
      order by mine.place, r.id desc`);
    return rows.map((row) => ({
      record: toSummary(row),
      relation: row.relation,
      attachmentCount: row.attachmentCount,
      ofKind: row.ofKind,
    }));
  }

  /** All of them, a page at a time, the newest first. */
  async list(accountId: string, query: PartyRecordsQuery): Promise<Page<Omit<PartyRecord, 'ofKind'>>> {
    const rows = await this.database.rows(sql<RecordRow & { relation: Relation; attachmentCount: number }>`
      select ${RECORD_COLUMNS}, mine.relation, ${ATTACHMENT_COUNT}
      from ${relationsOf(accountId)} mine join records.record r on r.id = mine.record_id
      where r.id < ${beforeId(query)}
        ${query.kind === undefined ? sql`` : sql`and r.kind = ${query.kind}`}
        ${query.open === undefined ? sql`` : sql`and (r.closed_at is null) = ${query.open}`}
      order by r.id desc limit ${query.limit + 1}`);
    return pageById(rows, query, (row) => ({ record: toSummary(row), relation: row.relation, attachmentCount: row.attachmentCount }));
  }
}

function relationsOf(accountId: string): RawBuilder<unknown> {
  return sql`(
    select record_id, account_id, max(relation) as relation from records.party where account_id = ${accountId} group by record_id, account_id
  )`;
}
