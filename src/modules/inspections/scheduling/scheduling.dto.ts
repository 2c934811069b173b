import { IsInt, IsOptional, IsString, IsUUID, Length, Matches, MaxLength } from 'class-validator';
import { IsCivilDate } from '../../../platform/time/civil-date.js';
import { IsPhone } from '../../../platform/text/phone.js';
import { PlainName } from '../../../platform/text/plain-name.js';

const timeOfDay = () => Matches(/^([01]\d|2[0-3]):[0-5]\d$/, { message: 'must be a time of day such as 09:30' });

export class AvailabilityQuery {
  /** First day, `YYYY-MM-DD`; without it the first that can be booked. @example 2026-03-04 */
  @IsOptional()
  @IsCivilDate()
  from?: string;

  /** Last day; without it the last that can be booked. @example 2026-03-11 */
  @IsOptional()
  @IsCivilDate()
  to?: string;
}

/** A time that is free. Dates and times are civil ones in the city's time zone. */
export class AvailabilityDto {
  /** @example 2026-03-05 */
  date: string;

  /** @example "09:30" */
  start: string;

  /** @example "10:00" */
  end: string;

  /** How many inspectors are free then. @example 2 */
  @IsInt()
  remaining: number;
}

export class ScheduleInspectionRequest {
  /** A day of `getAvailability`, `YYYY-MM-DD`. @example 2026-03-05 */
  @IsCivilDate()
  date: string;

  /** When it begins, `HH:mm` in the city's time zone. @example "09:30" */
  @timeOfDay()
  start: string;

  /** Who lets the inspector in; like the telephone number and the note, what is left out stays when an appointment is moved. @example "Demo Resident" */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  @PlainName()
  contactName?: string;

  /** @example 555-010-1234 */
  @IsOptional()
  @IsPhone()
  contactPhone?: string;

  /** For the inspector: gate codes, dogs, where to park. @example "The gate is on Alder Court." */
  @IsOptional()
  @IsString()
  @MaxLength(1000)
  note?: string;
}

export class ReassignInspectionRequest {
  /** Who is to go there. @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10 */
  @IsUUID()
  inspectorId: string;

  /** Another day; without it the day stays. @example 2026-03-05 */
  @IsOptional()
  @IsCivilDate()
  date?: string;

  /** Another time; without it the time stays. @example "10:00" */
  @IsOptional()
  @timeOfDay()
  start?: string;
}
