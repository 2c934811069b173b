import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { PageQuery } from '../../../platform/http/paging.js';
import { IsCivilDate } from '../../../platform/time/civil-date.js';
import { toCivilTime } from '../civil-minutes.rules.js';
import { IsPhone } from '../../../platform/text/phone.js';

const timeOfDay = () => Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'must be a time of day such as 07:30' });
const CODE = { each: true, message: 'must be codes such as zoning' };

/** Whom to call about an inspection on its morning (`I-03`). */
export class InspectorDto {
  /** @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10 */
  id: string;

  /** @example "Demo Inspector" */
  name: string;

  /** @example 555-010-3000 */
  phone: string;

  /** Codes of what the inspector inspects. @example ["zoning", "building"] */
  disciplines: string[];

  /** From when the inspector answers the telephone. @example "07:30" */
  callFrom: string;

  /** @example "08:30" */
  callTo: string;
}

export class InspectorPageDto {
  items: InspectorDto[];
  /** Give it back as `?cursor=` for the next page; null on the last. */
  nextCursor: string | null;
}

export class ListInspectorsQuery extends PageQuery {
  /** Only those with this discipline. @example zoning */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  discipline?: string;
}

/** An inspector as staff see them. */
export class StaffInspectorDto extends InspectorDto {
  /** The account they sign in with. @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a11 */
  accountId: string;

  /** Codes of the districts they look after first; empty means the whole city. @example ["east"] */
  districts: string[];

  /** The most visits on one day. @example 12 */
  @IsInt()
  dayCapacity: number;

  /** Whether visits are given to them. */
  active: boolean;

  /** @example 1 */
  @IsInt()
  version: number;
}

export class StaffInspectorPageDto {
  items: StaffInspectorDto[];
  /** Give it back as `?cursor=` for the next page; null on the last. */
  nextCursor: string | null;
}

export class CreateInspectorRequest {
  /** Of a member of staff with the role `inspector`. @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a11 */
  @IsUUID()
  accountId: string;

  /** As residents read it; without it the account's name. @example "Demo Inspector" */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  name?: string;

  /** @example 555-010-3000 */
  @IsPhone()
  phone: string;

  /** @example ["zoning", "building"] */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(40)
  @ArrayUnique()
  @Matches(/^[a-z][a-z0-9-]{1,39}$/, CODE)
  disciplines: string[];

  /** Codes of districts of the city's profile; without them the whole city. @example ["east"] */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsString({ each: true })
  districts?: string[];

  /** Without it the city's calling hours. @example "07:30" */
  @IsOptional()
  @timeOfDay()
  callFrom?: string;

  /** @example "08:30" */
  @IsOptional()
  @timeOfDay()
  callTo?: string;

  /** The most visits on one day; without it the city's. @example 10 */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(72)
  dayCapacity?: number;
}

/** What is left out stays as it is. */
export class UpdateInspectorRequest {
  /** @example "Demo Inspector" */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  name?: string;

  /** @example 555-010-3000 */
  @IsOptional()
  @IsPhone()
  phone?: string;

  /** @example ["zoning", "building"] */
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(40)
  @ArrayUnique()
  @Matches(/^[a-z][a-z0-9-]{1,39}$/, CODE)
  disciplines?: string[];

  /** @example ["east"] */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ArrayUnique()
  @IsString({ each: true })
  districts?: string[];

  /** @example "07:30" */
  @IsOptional()
  @timeOfDay()
  callFrom?: string;

  /** @example "08:30" */
  @IsOptional()
  @timeOfDay()
  callTo?: string;

  /** @example 10 */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(72)
  dayCapacity?: number;

  /** `false` gives visits to others from now on, those that are booked included. @example true */
  @IsOptional()
  @IsBoolean()
  active?: boolean;
}

export class AbsenceDto {
  /** @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a12 */
  id: string;

  /** First day. @example 2026-03-09 */
  fromOn: string;

  /** Last day. @example 2026-03-13 */
  toOn: string;

  /** On each of these days from this time on; null: from the morning. @example "12:00" */
  fromTime: string | null;

  /** On each of these days until this time; null: until the evening. @example "15:00" */
  toTime: string | null;

  /** @example Training */
  reason: string | null;
}

export class AbsencePageDto {
  items: AbsenceDto[];
  /** Give it back as `?cursor=` for the next page; null on the last. */
  nextCursor: string | null;
}

export class SetAbsenceRequest {
  /** First day, today at the earliest. @example 2026-03-09 */
  @IsCivilDate()
  fromOn: string;

  /** Last day, at most a year later. @example 2026-03-13 */
  @IsCivilDate()
  toOn: string;

  /** Absent from this time on each day; without it from the morning. @example "12:00" */
  @IsOptional()
  @timeOfDay()
  fromTime?: string;

  /** Absent until this time on each day; without it until the evening. @example "15:00" */
  @IsOptional()
  @timeOfDay()
  toTime?: string;

  /** For colleagues; residents never see it. @example Training */
  @IsOptional()
  @IsString()
  @Length(1, 200)
  reason?: string;
}

export interface InspectorRow {
  id: string;
  accountId: string;
  name: string;
  phone: string;
  disciplines: string[];
  districts: string[];
  callFromMinute: number;
  callToMinute: number;
  dayCapacity: number;
  active: boolean;
  version: number;
}

export function toInspectorDto(row: InspectorRow): InspectorDto {
  const { id, name, phone, disciplines } = row;
  return { id, name, phone, disciplines, callFrom: toCivilTime(row.callFromMinute), callTo: toCivilTime(row.callToMinute) };
}

export function toStaffInspectorDto(row: InspectorRow): StaffInspectorDto {
  const { accountId, districts, dayCapacity, active, version } = row;
  return { ...toInspectorDto(row), accountId, districts, dayCapacity, active, version };
}
