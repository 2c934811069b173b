import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { toInstant } from '../../platform/database/types.js';
import { page, readCursor, type PageQuery } from '../../platform/http/paging.js';
import { RecordsService } from '../records/index.js';
import { APPOINTMENT_COLUMNS, toAppointmentDto, type AppointmentRow } from './appointment-rows.js';
import {
  ACTIVE_INSPECTION_STATUSES,
  INSPECTION_STATUS_LABELS,
  type InspectionOutcome,
  type InspectionStatus,
} from './inspection.status.js';
import type { AppointmentDto, InspectionDto, InspectionPageDto, MyInspectionsQuery } from './inspections.dto.js';
import { InspectionNotFound } from './inspections.errors.js';

export interface ActiveInspection {
  id: string;
  recordId: string;
  recordNumber: string;
  typeCode: string;
  typeName: string;
  status: InspectionStatus;
  /** 1 for the first visit, more for re-inspections. */
  attempt: number;
  /** Names of the required inspections that must pass first. */
  waitsFor: string[];
  openedAt: Temporal.Instant;
  appointment: Pick<AppointmentDto, 'date' | 'start' | 'end' | 'arrivalWindow'> | null;
}

/** Where an inspection stands, its re-inspections included. */
export interface InspectionProgress {
  /** The one that was opened first. */
  openedId: string;
  /** The newest of those that repeat it. */
  currentId: string;
  status: InspectionStatus;
  /** The day of the booked visit. */
  appointmentOn: string | null;
  /** The latest result, which is an earlier visit's while a re-inspection is open. */
  outcome: InspectionOutcome | null;
  resultAt: Temporal.Instant | null;
}

/** What a visit found. */
export interface InspectionFindings {
  comments: string | null;
  /** What is to be put right, that of earlier visits included. */
  corrections: { text: string; codeReference: string | null }[];
}

/** An inspection as those see it who book a visit for it. */
export interface BookableInspection {
  recordNumber: string;
  typeName: string;
  discipline: string;
  /** Why nothing can be booked for now. */
  hold: string | null;
}

@Injectable()
export class InspectionQueries {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
  ) {}

  async listMine(principal: Principal, { limit, cursor, status }: MyInspectionsQuery): Promise<InspectionPageDto> {
    const recordIds = await this.records.idsOfParty(principal.accountId);
    const statuses: readonly InspectionStatus[] = status ? [status] : ACTIVE_INSPECTION_STATUSES;
    const [after] = readCursor(cursor, 1) ?? [];
    const rows = await this.database.rows(sql<InspectionRow>`
      select ${COLUMNS} from inspections.inspection i
      where i.record_id = any(${recordIds}::uuid[]) and i.status = any(${statuses}::text[])
        ${after ? sql`and i.id > ${after}::uuid` : sql``}
      order by i.id limit ${limit + 1}`);
    return page(rows, limit, (row) => [row.id], await this.inspectionDtoFor(principal, rows));
  }

  async listForRecord(principal: Principal, number: string, { limit, cursor }: PageQuery): Promise<InspectionPageDto> {
    const { record } = await this.records.requireParty(principal, number);
    const [sequence, id] = readCursor(cursor, 2) ?? [];
    const rows = await this.database.rows(sql<InspectionRow>`
      select ${COLUMNS} from inspections.inspection i
      where i.record_id = ${record.id}
        ${sequence === undefined ? sql`` : sql`and (i.sequence, i.id) > (${sequence}::int, ${id}::uuid)`}
      order by i.sequence, i.id limit ${limit + 1}`);
    return page(rows, limit, (row) => [row.sequence, row.id], await this.inspectionDtoFor(principal, rows));
  }

  /** What linked accounts see of a visit depends on whose it is. */
  private async inspectionDtoFor(principal: Principal, rows: InspectionRow[]): Promise<(row: InspectionRow) => InspectionDto> {
    const managed = await this.records.visitsManagedBy(principal, [...new Set(rows.map(({ recordId }) => recordId))]);
    return (row) => toInspectionDto(row, managed.has(row.recordId) || row.appointment?.bookedBy === principal.accountId);
  }

  /** In full, for those who may change its visit. */
  async inspection(inspectionId: string): Promise<InspectionDto> {
    const row = await this.database.row(sql<InspectionRow>`select ${COLUMNS} from inspections.inspection i where i.id = ${inspectionId}`);
    if (!row) throw new InspectionNotFound();
    return toInspectionDto(row, true);
  }

  async recordIdOf(inspectionId: string): Promise<string> {
    const row = await this.database.row(sql<{ recordId: string }>`select record_id from inspections.inspection where id = ${inspectionId}`);
    if (!row) throw new InspectionNotFound();
    return row.recordId;
  }

  async bookable(inspectionId: string): Promise<BookableInspection> {
    const row = await this.database.row(sql<BookableInspection>`
      select i.record_number, i.type_name, i.discipline, ${HOLD} from inspections.inspection i where i.id = ${inspectionId}`);
    if (!row) throw new InspectionNotFound();
    return row;
  }

  /** Names of the required inspections that must pass first. */
  async waitsFor(inspectionId: string): Promise<string[]> {
    const row = await this.database.row(
      sql<{ waitsFor: string[] | null }>`select ${WAITS_FOR} from inspections.inspection i where i.id = ${inspectionId}`,
    );
    return row?.waitsFor ?? [];
  }

  async active(recordIds: string[]): Promise<ActiveInspection[]> {
    const rows = await this.database.rows(sql<ActiveRow>`
      select ${ACTIVE_COLUMNS} from inspections.inspection i
      where i.record_id = any(${recordIds}::uuid[]) and i.status = any(${ACTIVE_INSPECTION_STATUSES}::text[])
      order by i.record_number, i.sequence, i.id`);
    return rows.map(toActiveInspection);
  }

  async passed(recordId: string): Promise<{ typeName: string; at: Temporal.Instant }[]> {
    const rows = await this.database.rows(sql<{ typeName: string; resultAt: string }>`
      select type_name, result_at from inspections.inspection
      where record_id = ${recordId} and status = 'passed' order by sequence, id`);
    return rows.map((row) => ({ typeName: row.typeName, at: toInstant(row.resultAt) }));
  }

  async progressOf(openedIds: readonly string[]): Promise<InspectionProgress[]> {
    if (openedIds.length === 0) return [];
    const rows = await this.database.rows(sql<Omit<InspectionProgress, 'resultAt'> & { resultAt: string | null }>`
      with recursive visit as (
        select id as opened_id, id, attempt, status, outcome, result_at from inspections.inspection where id = any(${openedIds}::uuid[])
        union all
        select v.opened_id, i.id, i.attempt, i.status, i.outcome, i.result_at
        from inspections.inspection i join visit v on i.repeats_id = v.id
      )
      select distinct on (v.opened_id) v.opened_id, v.id as current_id, v.status,
        (select a.date::text from inspections.appointment a where a.inspection_id = v.id and a.status = 'booked') as appointment_on,
        result.outcome, result.result_at
      from visit v
        left join lateral (
          select r.outcome, r.result_at from visit r
          where r.opened_id = v.opened_id and r.result_at is not null order by r.attempt desc limit 1) result on true
      order by v.opened_id, v.attempt desc`);
    return rows.map((row) => ({ ...row, resultAt: row.resultAt === null ? null : toInstant(row.resultAt) }));
  }

  async findings(inspectionId: string): Promise<InspectionFindings> {
    const row = await this.database.row(sql<{ comments: string | null; corrections: InspectionFindings['corrections'] | null }>`
      select i.comments, (select json_agg(json_build_object('text', c.text, 'codeReference', c.code_reference) order by c.position)
        from inspections.correction c where c.inspection_id = i.id and c.status = 'open') as corrections
      from inspections.inspection i where i.id = ${inspectionId}`);
    if (!row) throw new InspectionNotFound();
    return { comments: row.comments, corrections: row.corrections ?? [] };
  }

  async lastPassedAt(recordId: string): Promise<Temporal.Instant | null> {
    const row = await this.database.row(
      sql<{
        at: string | null;
      }>`select max(result_at) as at from inspections.inspection where record_id = ${recordId} and status = 'passed'`,
    );
    return row?.at ? toInstant(row.at) : null;
  }
}

/** Of the newest visits, the required ones that come earlier and have not passed. */
const WAITS_FOR: RawBuilder<unknown> = sql`
  case when i.status = 'not-ready' then (
    select json_agg(e.type_name order by e.sequence, e.id) from inspections.inspection e
    where e.record_id = i.record_id and e.required and e.sequence < i.sequence and e.status <> 'passed'
      and not exists (select 1 from inspections.inspection again where again.repeats_id = e.id)) end as waits_for`;

/** Of what still lies ahead; the oldest reason, when there are several. */
export const HOLD: RawBuilder<unknown> = sql`
  case when i.status = any(${ACTIVE_INSPECTION_STATUSES}::text[]) then (
    select h.reason from inspections.booking_hold h where h.record_id = i.record_id order by h.since, h.source limit 1) end as hold`;

const CHECKLIST: RawBuilder<unknown> = sql`
  (select json_agg(json_build_object('id', c.id, 'text', c.text, 'codeReference', c.code_reference, 'attachmentId', c.attachment_id,
      'status', c.status, 'carriedOver', c.carried_from_id is not null) order by c.position)
    from inspections.correction c where c.inspection_id = i.id) as corrections`;

const ACTIVE_COLUMNS: RawBuilder<unknown> = sql`i.id, i.record_id, i.record_number, i.type_code, i.type_name, i.status, i.attempt, i.opened_at, ${WAITS_FOR}, ${APPOINTMENT_COLUMNS}`;

const COLUMNS: RawBuilder<unknown> = sql`${ACTIVE_COLUMNS}, i.discipline, i.sequence, i.required, i.repeats_id, i.outcome,
  i.comments, i.attachment_ids, i.result_at, ${CHECKLIST}, ${HOLD}`;

type ActiveRow = Omit<ActiveInspection, 'openedAt' | 'waitsFor' | 'appointment'> & {
  openedAt: string;
  waitsFor: string[] | null;
  appointment: AppointmentRow | null;
};

type InspectionRow = ActiveRow &
  Pick<InspectionDto, 'discipline' | 'sequence' | 'required' | 'repeatsId'> & {
    outcome: InspectionOutcome | null;
    comments: string | null;
    attachmentIds: string[];
    resultAt: string | null;
    corrections: InspectionDto['corrections'] | null;
    hold: string | null;
  };

function toActiveInspection({ openedAt, waitsFor, appointment, ...row }: ActiveRow): ActiveInspection {
  const visit = appointment && toAppointmentDto(appointment, false);
  return {
    ...row,
    waitsFor: waitsFor ?? [],
    openedAt: toInstant(openedAt),
    appointment: visit && { date: visit.date, start: visit.start, end: visit.end, arrivalWindow: visit.arrivalWindow },
  };
}

function toInspectionDto(row: InspectionRow, mayChange: boolean): InspectionDto {
  const { recordId: _, openedAt: __, outcome, comments, attachmentIds, resultAt, ...shown } = row;
  return {
    ...shown,
    statusLabel: INSPECTION_STATUS_LABELS[row.status],
    waitsFor: row.waitsFor ?? [],
    appointment: row.appointment && toAppointmentDto(row.appointment, mayChange),
    hold: row.hold === null ? null : { reason: row.hold },
    result: outcome && { outcome, comments, attachmentIds, recordedAt: resultAt! },
    corrections: row.corrections ?? [],
  };
}
