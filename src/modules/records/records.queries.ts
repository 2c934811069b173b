import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import type { StaffRole } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { toInstant } from '../../platform/database/types.js';
import type { AddressValue } from './address.dto.js';
import type { NextStepActor, RecordKind, RecordParty, RecordSummary, Relation } from './records.types.js';

export interface RecordRow {
  id: string;
  number: string;
  kind: RecordKind;
  type_code: string;
  type_name: string;
  category: string | null;
  status: string;
  status_label: string;
  address: AddressValue | null;
  description: string | null;
  contractor_name: string | null;
  is_public: boolean;
  opened_at: string;
  opened_on: string;
  issued_on: string | null;
  expires_on: string | null;
  closed_at: string | null;
  fees_due_cents: number;
  next_step_actor: NextStepActor;
  next_step_label: string;
  next_step_since: string;
  next_step_role: StaffRole | null;
  next_step_due_on: string | null;
  owner_id: string | null;
  waiting_since: string;
  seconds_with_city: number;
  seconds_with_applicant: number;
  last_with_city_at: string | null;
  version: number;
}

export const RECORD_COLUMNS = sql.raw(
  [
    'id, number, kind, type_code, type_name, category, status, status_label, address, description, contractor_name, is_public',
    'opened_at, opened_on, issued_on, expires_on, closed_at, fees_due_cents, next_step_actor, next_step_label, next_step_since',
    'waiting_since, seconds_with_city, seconds_with_applicant, last_with_city_at, version, next_step_role, next_step_due_on, owner_id',
  ]
    .join(', ')
    .replaceAll(/(\w+)/g, 'r.$1'),
);

/** Reads the record shells: plain rows, no entities. */
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
      select account_id as "accountId", relation, source from records.party where record_id = ${recordId} order by since, id`);
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

type FoundRow = RecordRow & { relation: Relation | null; project_number: string | null };

/** What an account is on the record `r`. */
export function relationOf(accountId: string | undefined): RawBuilder<unknown> {
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
  return row ? { record: toSummary(row), relation: row.relation, projectNumber: row.project_number } : null;
}

export function toSummary(row: RecordRow): RecordSummary {
  return {
    id: row.id,
    number: row.number,
    kind: row.kind,
    typeCode: row.type_code,
    typeName: row.type_name,
    category: row.category,
    status: row.status,
    statusLabel: row.status_label,
    address: toAddress(row.address),
    description: row.description,
    contractorName: row.contractor_name,
    isPublic: row.is_public,
    openedAt: toInstant(row.opened_at),
    openedOn: Temporal.PlainDate.from(row.opened_on),
    issuedOn: row.issued_on ? Temporal.PlainDate.from(row.issued_on) : null,
    expiresOn: row.expires_on ? Temporal.PlainDate.from(row.expires_on) : null,
    closedAt: row.closed_at ? toInstant(row.closed_at) : null,
    feesDueCents: row.fees_due_cents,
    nextStep: {
      actor: row.next_step_actor,
      label: row.next_step_label,
      role: row.next_step_role,
      dueOn: row.next_step_due_on ? Temporal.PlainDate.from(row.next_step_due_on) : null,
      since: toInstant(row.next_step_since),
    },
    ownerId: row.owner_id,
    waitingSince: toInstant(row.waiting_since),
    secondsWithCity: row.seconds_with_city,
    secondsWithApplicant: row.seconds_with_applicant,
    lastWithCityAt: row.last_with_city_at ? toInstant(row.last_with_city_at) : null,
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
