import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder, type Selectable } from 'kysely';
import { Database } from '../../platform/database/database.js';
import type { Schema } from '../../platform/database/schema.js';
import { toInstant } from '../../platform/database/types.js';
import type { AddressValue } from './address.dto.js';
import type { RecordParty, RecordSummary, Relation } from './records.types.js';
import type { OutstandingAction } from './outstanding/outstanding.types.js';

type Columns = Selectable<Schema['records.record']>;

/** A record as it is read: without what only the search needs. */
export interface RecordRow extends Omit<
  Columns,
  'address' | 'nextStepAction' | 'searchText' | 'searchDocument' | 'addressText' | 'contractorText'
> {
  address: AddressValue | null;
  nextStepAction: OutstandingAction | null;
}

export const RECORD_COLUMNS: RawBuilder<unknown> = sql`
  r.id, r.number, r.kind, r.type_code, r.type_name, r.category, r.status, r.status_label, r.address, r.description, r.contractor_name, r.is_public,
  r.opened_at, r.opened_on, r.issued_on, r.expires_on, r.closed_at, r.fees_due_cents, r.next_step_actor, r.next_step_label, r.next_step_since,
  r.waiting_since, r.seconds_with_city, r.seconds_with_applicant, r.last_with_city_at, r.version, r.next_step_role, r.next_step_due_on, r.next_step_action, r.owner_id`;

/** Reads records: plain rows, no entities. */
@Injectable()
export class RecordsQueries {
  constructor(private readonly database: Database) {}

  byNumber(number: string): Promise<RecordSummary | null> {
    return this.one(sql`r.number = ${number}`);
  }

  byId(id: string): Promise<RecordSummary | null> {
    return this.one(sql`r.id = ${id}`);
  }

  async byIds(ids: string[]): Promise<RecordSummary[]> {
    const rows = await this.database.rows(
      sql<RecordRow>`select ${RECORD_COLUMNS} from records.record r where r.id = any(${ids}::uuid[]) order by r.id`,
    );
    return rows.map(toSummary);
  }

  /** A record and what an account is on it, in one query. */
  async withRelation(number: string, accountId: string | undefined): Promise<{ record: RecordSummary; relation: Relation | null } | null> {
    const row = await this.database.row(sql<RecordRow & { relation: Relation | null }>`
      select ${RECORD_COLUMNS}, ${relationOf(accountId)} as relation from records.record r where r.number = ${number}`);
    return row ? { record: toSummary(row), relation: row.relation } : null;
  }

  /** With the project that it belongs to. */
  async withProject(number: string, accountId: string | undefined): Promise<Found | null> {
    return toFound(await this.database.row(seen(number, accountId)));
  }

  /** Notes in the chronology that a party looked, if it has not today; in the same statement. */
  async look(number: string, { id, accountId, at, on }: Look): Promise<Found | null> {
    return toFound(
      await this.database.row(sql<FoundRow>`
        with found as (${seen(number, accountId)}), noted as (
          insert into records.record_event (id, record_id, type, summary, visibility, details, actor_id, occurred_at)
          select ${id}::uuid, id, ${LOOKED_AT}, 'A party looked at the record.', 'owners', jsonb_build_object('on', ${on.toString()}::text),
            ${accountId}::uuid, ${at.toString()}::timestamptz
          from found where relation is not null
          on conflict (record_id, actor_id, (details->>'on')) where type = 'records.looked-at' do nothing
        )
        select * from found`),
    );
  }

  async parties(recordId: string): Promise<RecordParty[]> {
    return this.database.rows(sql<RecordParty>`
      select account_id, relation, source from records.party where record_id = ${recordId} order by since, id`);
  }

  /** What an account is on each of these records; those that it is no party to are left out. */
  async relations(accountId: string, recordIds: string[]): Promise<Map<string, Relation>> {
    const rows = await this.database.rows(sql<{ recordId: string; relation: Relation }>`
      select record_id, max(relation) as relation from records.party
      where account_id = ${accountId} and record_id = any(${recordIds}::uuid[]) group by record_id`);
    return new Map(rows.map(({ recordId, relation }) => [recordId, relation]));
  }

  private async one(condition: RawBuilder<unknown>): Promise<RecordSummary | null> {
    const row = await this.database.row(sql<RecordRow>`select ${RECORD_COLUMNS} from records.record r where ${condition}`);
    return row ? toSummary(row) : null;
  }
}

/** The type of the entries that say who looked. */
export const LOOKED_AT = 'records.looked-at';

interface Look {
  id: string;
  accountId: string;
  at: Temporal.Instant;
  on: Temporal.PlainDate;
}

interface Found {
  record: RecordSummary;
  relation: Relation | null;
  projectNumber: string | null;
}

type FoundRow = RecordRow & { relation: Relation | null; projectNumber: string | null };

/** What an account is on the record `r`. */
function relationOf(accountId: string | undefined): RawBuilder<unknown> {
  return sql`(select max(p.relation) from records.party p where p.record_id = r.id and p.account_id = ${accountId ?? null}::uuid)`;
}

function seen(number: string, accountId: string | undefined): RawBuilder<FoundRow> {
  return sql<FoundRow>`
    select ${RECORD_COLUMNS}, ${relationOf(accountId)} as relation, (
      select project.number from records.project_record m join records.record project on project.id = m.project_id where m.record_id = r.id
    ) as project_number
    from records.record r where r.number = ${number}`;
}

function toFound(row: FoundRow | undefined): Found | null {
  return row ? { record: toSummary(row), relation: row.relation, projectNumber: row.projectNumber } : null;
}

export function toSummary(row: RecordRow): RecordSummary {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    typeCode: row.typeCode,
    typeName: row.typeName,
    category: row.category,
    status: row.status,
    statusLabel: row.statusLabel,
    address: toAddress(row.address),
    description: row.description,
    contractorName: row.contractorName,
    isPublic: row.isPublic,
    openedAt: toInstant(row.openedAt),
    openedOn: Temporal.PlainDate.from(row.openedOn),
    issuedOn: row.issuedOn ? Temporal.PlainDate.from(row.issuedOn) : null,
    expiresOn: row.expiresOn ? Temporal.PlainDate.from(row.expiresOn) : null,
    closedAt: row.closedAt ? toInstant(row.closedAt) : null,
    feesDueCents: row.feesDueCents,
    nextStep: {
      actor: row.nextStepActor,
      label: row.nextStepLabel,
      role: row.nextStepRole,
      dueOn: row.nextStepDueOn ? Temporal.PlainDate.from(row.nextStepDueOn) : null,
      since: toInstant(row.nextStepSince),
      action: row.nextStepAction,
    },
    ownerId: row.ownerId,
    waitingSince: toInstant(row.waitingSince),
    secondsWithCity: row.secondsWithCity,
    secondsWithApplicant: row.secondsWithApplicant,
    lastWithCityAt: row.lastWithCityAt ? toInstant(row.lastWithCityAt) : null,
    version: row.version,
  };
}

/** In the order of an envelope; the database keeps none. */
export function toAddress(address: AddressValue | null): AddressValue | null {
  if (!address) return null;
  const { line1, line2, city, state, zip, parcelNumber, latitude, longitude } = address;
  return {
    line1,
    ...(line2 ? { line2 } : {}),
    city,
    state,
    zip,
    ...(parcelNumber ? { parcelNumber } : {}),
    ...(latitude === undefined || longitude === undefined ? {} : { latitude, longitude }),
  };
}
