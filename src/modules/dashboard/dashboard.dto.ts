import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';
import { PageQuery } from '../../platform/http/paging.js';
import type { ActiveInspection } from '../inspections/index.js';
import { AddressValue, NextStepDto, RECORD_KINDS, RELATIONS, toNextStepDto, type PartyRecord, type Relation } from '../records/index.js';

export class MyRecordsQuery extends PageQuery {
  /** Only records of this kind. @example permit */
  @IsOptional()
  @IsIn(RECORD_KINDS)
  kind?: string;

  /** `true`: only those that are open; `false`: only those that are closed. @example true */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean({ message: 'must be true or false' })
  open?: boolean;
}

/** One line of the dashboard. */
export class DashboardRecordDto {
  /** @example ZAS-2026-00017 */
  number: string;

  @IsIn(RECORD_KINDS)
  kind: string;

  /** @example ZAS-FNC-R */
  typeCode: string;

  /** @example Fence */
  typeName: string;

  /** Stable; programs react to this. @example in-review */
  status: string;

  /** The status in words. @example "In review" */
  statusLabel: string;

  /** Where it is about; null when it is about no place. */
  address: AddressValue | null;

  /** Fees to pay now, in US cents. @example 4500 */
  feesDueCents: number;

  /** How many documents you can see on it, for the paperclip; versions of one document count once. @example 2 */
  attachmentCount: number;

  /** What you are on the record. */
  @IsIn(RELATIONS)
  relation: Relation;

  nextStep: NextStepDto;
}

export class MyRecordPageDto {
  items: DashboardRecordDto[];
  /** Give it back as `?cursor=` for the next page; null on the last. */
  nextCursor: string | null;
}

export class DashboardArrivalWindowDto {
  /** @example "10:15" */
  from: string;

  /** @example "11:15" */
  to: string;
}

/** A booked visit. Its date and times are those of the city's time zone. */
export class DashboardAppointmentDto {
  /** @example 2026-03-05 */
  date: string;

  /** @example "09:30" */
  start: string;

  /** @example "10:00" */
  end: string;

  /** When the inspector will be there; told on the morning of the visit, null before. */
  arrivalWindow: DashboardArrivalWindowDto | null;
}

/** An inspection of one of your records that is not over: `ready` to be scheduled, scheduled, or waiting for another. */
export class DashboardInspectionDto {
  /** @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10 */
  id: string;

  /** @example ZAS-2026-00017 */
  recordNumber: string;

  /** @example building-final */
  typeCode: string;

  /** @example "Building final" */
  typeName: string;

  /** `not-ready` (another must pass first), `ready` (can be scheduled) or `scheduled`. @example ready */
  @IsIn(['not-ready', 'ready', 'scheduled'])
  status: string;

  /** Names of the required inspections that must pass first; empty unless it is `not-ready`. @example ["Rough framing"] */
  waitsFor: string[];

  /** The visit that is booked. */
  appointment: DashboardAppointmentDto | null;
}

export class DashboardCartDto {
  /** Fees in your cart. @example 2 */
  itemCount: number;

  /** In US cents. @example 12500 */
  totalCents: number;
}

export class DashboardTotalsDto {
  /** @example 3 */
  permits: number;
  /** @example 0 */
  projects: number;
  /** @example 1 */
  licenses: number;
  /** @example 0 */
  cases: number;
}

/**
 * All that concerns you, in one answer. Of each kind at most 100 records: first those that wait for you, then the other open ones,
 * then the closed ones, newest first.
 */
export class DashboardDto {
  /** Permits that you own or have linked, at most a hundred. */
  permits: DashboardRecordDto[];
  /** Projects, likewise. */
  projects: DashboardRecordDto[];
  /** Registrations and licenses, likewise. */
  licenses: DashboardRecordDto[];
  /** Code cases, likewise. */
  cases: DashboardRecordDto[];

  /** How many records of each kind you are party to, also those beyond the hundred shown. */
  totals: DashboardTotalsDto;

  /** Inspections of your records that are not over. */
  activeInspections: DashboardInspectionDto[];
  cart: DashboardCartDto;

  /** @example 4 */
  unreadNotifications: number;
}

export function toDashboardRecordDto({ record, relation, attachmentCount }: Omit<PartyRecord, 'ofKind'>): DashboardRecordDto {
  return {
    number: record.number,
    kind: record.kind,
    typeCode: record.typeCode,
    typeName: record.typeName,
    status: record.status,
    statusLabel: record.statusLabel,
    address: record.address,
    feesDueCents: record.feesDueCents,
    attachmentCount,
    relation,
    nextStep: toNextStepDto(record.nextStep),
  };
}

export function toDashboardInspectionDto(inspection: ActiveInspection): DashboardInspectionDto {
  const { id, recordNumber, typeCode, typeName, status, waitsFor, appointment } = inspection;
  return { id, recordNumber, typeCode, typeName, status, waitsFor, appointment };
}
