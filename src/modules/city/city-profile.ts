import { Type } from 'class-transformer';
import {
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmptyObject,
  IsObject,
  IsOptional,
  IsString,
  IsUrl,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsPhone } from '../../platform/text/phone.js';
import { IsMailbox } from '../../platform/text/mailbox.js';

/** Monday first, as ISO 8601 counts. */
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

const CIVIL_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const timeOfDay = () => Matches(CIVIL_TIME, { message: 'must be a time of day such as 09:00' });

export class CitySender {
  @IsString()
  @Length(1, 100)
  readonly name: string;

  @IsMailbox()
  readonly email: string;
}

export class CityPhone {
  @IsString()
  @Length(1, 60)
  readonly label: string;

  @IsPhone()
  readonly number: string;
}

export class CounterAddress {
  @IsString()
  @Length(1, 100)
  readonly line1: string;

  @IsOptional()
  @IsString()
  @MaxLength(100)
  readonly line2?: string;

  @IsString()
  @Length(1, 60)
  readonly city: string;

  @Matches(/^[A-Z]{2}$/, { message: 'must be the two capital letters of a state, such as IL' })
  readonly state: string;

  @Matches(/^\d{5}(-\d{4})?$/, { message: 'must be a ZIP code such as 60501 or 60501-1234' })
  readonly zip: string;
}

export class OpeningHours {
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(WEEKDAYS, { each: true })
  readonly days: readonly Weekday[];

  @timeOfDay()
  readonly from: string;

  @timeOfDay()
  readonly to: string;
}

export class CityCounter {
  @IsObject()
  @ValidateNested()
  @Type(() => CounterAddress)
  readonly address: CounterAddress;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => OpeningHours)
  readonly hours: readonly OpeningHours[];
}

/** A part of the city that inspectors look after. */
export class InspectionDistrict {
  @Matches(/^[a-z][a-z0-9-]{0,39}$/, { message: 'must be a code such as north' })
  readonly code: string;

  @IsString()
  @Length(1, 60)
  readonly name: string;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @Matches(/^\d{5}$/, { each: true, message: 'must be ZIP codes such as 60501' })
  readonly zips: readonly string[];
}

/** When inspections can be booked, in the city's civil time (`I-02`): Monday to Friday between 9:00 and 15:00, or less. */
export class InspectionHours extends OpeningHours {
  @IsInt()
  @Min(5)
  @Max(240)
  readonly slotMinutes: number;

  @IsInt()
  @Min(1)
  @Max(250)
  readonly bookAheadBusinessDays: number;

  /** On the business day before the appointment. */
  @timeOfDay()
  readonly changeUntil: string;

  /** The most visits of one inspector on one day, unless the inspector's own entry says otherwise. Without it 12. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(72)
  readonly inspectorDayCapacity?: number;

  /** Without it the city is one district. */
  @IsOptional()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => InspectionDistrict)
  readonly districts?: readonly InspectionDistrict[];
}

/** `I-03` */
export class CallHours {
  @timeOfDay()
  readonly from: string;

  @timeOfDay()
  readonly to: string;
}

export class ExtraHoliday {
  @IsString()
  @Length(1, 80)
  readonly name: string;

  /** In the grammar of date-holidays: `2026-06-01`, `12-24`, `friday after 4th thursday in November`. */
  @IsString()
  @Length(1, 200)
  readonly rule: string;
}

export class CityHolidays {
  @Matches(/^[A-Z]{2}$/, { message: 'must be the two letters of a country, such as US' })
  readonly country: string;

  @IsOptional()
  @IsString()
  readonly state?: string;

  @IsOptional()
  @IsString()
  readonly region?: string;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ExtraHoliday)
  readonly extra: readonly ExtraHoliday[];

  /** Public holidays on which the city works all the same: a name, or a date for one occasion. */
  @IsArray()
  @IsString({ each: true })
  readonly except: readonly string[];
}

/** Files beside the profile; absolute once the profile is loaded. */
export class CityCatalogues {
  @IsString()
  @Length(1, 300)
  readonly permitTypes: string;

  @IsString()
  @Length(1, 300)
  readonly counterTypes: string;

  @IsString()
  @Length(1, 300)
  readonly feeSchedule: string;

  @IsString()
  @Length(1, 300)
  readonly contractorClasses: string;

  @IsString()
  @Length(1, 300)
  readonly conveyance: string;

  @IsString()
  @Length(1, 300)
  readonly businessRegistration: string;

  @IsString()
  @Length(1, 300)
  readonly codeEnforcement: string;
}

export class LargeProject {
  /** From this valuation on, permit and plans are picked up at the counter (`P-08`). */
  @IsOptional()
  @IsInt()
  @Min(1)
  readonly valuationCents?: number;
}

/** IRC R105.5: a permit lapses without work; the city's figures. */
export class PermitTerms {
  @IsInt()
  @Min(1)
  @Max(3650)
  readonly expiryDays: number;

  @IsInt()
  @Min(1)
  @Max(3650)
  readonly extensionDays: number;

  @IsInt()
  @Min(1)
  @Max(365)
  readonly reminderDays: number;

  @IsObject()
  @ValidateNested()
  @Type(() => LargeProject)
  readonly largeProject: LargeProject;
}

/** What the city asks of registered contractors, in its own figures. */
export class ContractorPolicy {
  /** How long a registration runs. */
  @IsInt()
  @Min(1)
  @Max(120)
  readonly termMonths: number = 12;

  /** How long before its end a registration can be renewed. */
  @IsInt()
  @Min(0)
  @Max(365)
  readonly renewalOpensDaysBefore: number = 90;

  /** How many business days the city takes to check an application or a renewal. */
  @IsInt()
  @Min(1)
  @Max(90)
  readonly decisionBusinessDays: number = 5;

  /** Notices before a registration or a credential runs out; 0 is on its last day. */
  @IsArray()
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(0, { each: true })
  @Max(365, { each: true })
  readonly noticeDaysBefore: readonly number[] = [90, 60, 30, 7, 0];

  /** Whether no inspection can be booked while a contractor that the permit needs is not in good standing. */
  @IsBoolean()
  readonly lapseBlocksBooking: boolean = true;
}

/** How the city gives money back. */
export class RefundPolicy {
  /** Of one payment, what a cashier who took it gives back alone, in US cents; more waits for a second person. */
  @IsInt()
  @Min(0)
  @Max(100_000_000)
  readonly secondPersonAboveCents: number = 10_000;
}

/** What a record takes by way of documents. */
export class AttachmentLimits {
  /** The largest file, in megabytes of 1,048,576 bytes. */
  @IsInt()
  @Min(1)
  @Max(1024)
  readonly maxMegabytes: number;

  @IsInt()
  @Min(1)
  @Max(2000)
  readonly maxPerRecord: number;

  /** How many of them an account may add that merely follows the record; 20 when it is left out. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(2000)
  readonly maxPerLinkedAccount?: number;
}

export const PROJECT_VIEWS = ['summary', 'records'] as const;

/** What to tell somebody who looks for a permit that there is not. */
export class PermitAdvice {
  /** Words by which people ask for it. */
  @IsArray()
  @IsString({ each: true })
  readonly keywords: string[];

  @IsString()
  @Length(1, 100)
  readonly title: string;

  @IsString()
  @Length(1, 500)
  readonly text: string;
}

/** Records that belong to one project. */
export class ProjectPolicy {
  /**
   * What the parties of a project see of records that are not theirs: `summary` is number, type, status and next step of each;
   * with `records` they are linked to each and see all that a linked account sees.
   */
  @IsIn(PROJECT_VIEWS)
  readonly partiesSee: (typeof PROJECT_VIEWS)[number];
}

/** All that is one city's own, from one JSON file; checked at start and never changed while the portal runs. */
export class CityProfile {
  @IsString()
  @Length(1, 100)
  readonly name: string;

  @IsString()
  @Length(1, 100)
  readonly departmentName: string;

  /** IANA name, such as `America/Chicago`. */
  @IsString()
  readonly timeZone: string;

  /** Who messages come from (`N-01`). */
  @IsObject()
  @ValidateNested()
  @Type(() => CitySender)
  readonly sender: CitySender;

  @IsMailbox()
  readonly email: string;

  @IsArray()
  @ArrayMinSize(1)
  @ValidateNested({ each: true })
  @Type(() => CityPhone)
  readonly phones: readonly CityPhone[];

  @IsOptional()
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false })
  readonly website?: string;

  @IsObject()
  @ValidateNested()
  @Type(() => CityCounter)
  readonly counter: CityCounter;

  /** The days on which the city works and its terms run, holidays excepted. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(WEEKDAYS, { each: true })
  readonly businessDays: readonly Weekday[];

  @IsObject()
  @ValidateNested()
  @Type(() => InspectionHours)
  readonly inspection: InspectionHours;

  @IsObject()
  @ValidateNested()
  @Type(() => CallHours)
  readonly inspectorCallHours: CallHours;

  @IsObject()
  @ValidateNested()
  @Type(() => CityHolidays)
  readonly holidays: CityHolidays;

  /** What record numbers start with: permit category, or `project`, `contractor`, `business`, `conveyance`, `case` → three letters. */
  @IsNotEmptyObject()
  readonly recordPrefixes: Readonly<Record<string, string>>;

  @IsObject()
  @ValidateNested()
  @Type(() => CityCatalogues)
  readonly catalogues: CityCatalogues;

  @IsObject()
  @ValidateNested()
  @Type(() => PermitTerms)
  readonly permit: PermitTerms;

  /** Without it the figures that stand at its fields. */
  @IsObject()
  @ValidateNested()
  @Type(() => ContractorPolicy)
  readonly contractor: ContractorPolicy = new ContractorPolicy();

  /** Without it the figures that stand at its fields. */
  @IsObject()
  @ValidateNested()
  @Type(() => RefundPolicy)
  readonly refunds: RefundPolicy = new RefundPolicy();

  /** Business days within which the city does what has no term of its own. Without it five. */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(60)
  readonly answerBusinessDays?: number;

  /** Without it 50 MB and 200 files a record. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => AttachmentLimits)
  readonly attachments?: AttachmentLimits;

  /** Without it parties of a project see a summary of its records. */
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ProjectPolicy)
  readonly projects?: ProjectPolicy;

  /** What people ask about that none of the permit types is for. */
  @IsOptional()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => PermitAdvice)
  readonly permitAdvice?: PermitAdvice[];
}
