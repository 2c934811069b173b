import { ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { FIELD_TYPES, type Condition, type FieldType } from '../../../platform/conditions/condition.js';
import { CONDITION_REFERENCE } from '../../../platform/conditions/condition.schema.js';
import { LEAST_NUMBER, MOST_DECIMALS, MOST_NUMBER, MOST_TEXT } from './answers.rules.js';
import {
  COUNTER_CHANNELS,
  DOCUMENT_PHASES,
  SUBMISSIONS,
  type CounterChannel,
  type DocumentPhase,
  type PermitTypeDefinition,
  type Submission,
} from './permit-type.js';

const MOST_RULES = 100;
const kebab = () => Matches(/^[a-z0-9]+(-[a-z0-9]+)*$/, { message: 'must be lower-case words joined by hyphens, such as site-plan' });

const CONDITION: ApiPropertyOptions = {
  allOf: [CONDITION_REFERENCE],
  description: 'Applies only when this holds; always, when left out.',
  example: { field: 'heightFt', gt: 7 },
};

export class FieldOptionDto {
  /** What an answer holds. @example asphalt */
  @kebab()
  @MaxLength(60)
  value: string;

  /** What the applicant reads. @example Asphalt */
  @IsString()
  @Length(1, 120)
  label: string;
}

/** One question of an application form. */
export class FormFieldDto {
  /** Names the answer in `answers`. @example lengthFt */
  @Matches(/^[a-z][A-Za-z0-9]{0,59}$/, { message: 'must be a name such as lengthFt' })
  name: string;

  /** The question as an applicant reads it. @example "How long is the fence, in feet?" */
  @IsString()
  @Length(1, 200)
  label: string;

  /** What helps to answer it. @example "Width times height of the smallest rectangle around all letters." */
  @IsOptional()
  @IsString()
  @Length(1, 500)
  help?: string;

  /**
   * Kind of the answer: `integer` whole number; `number` with digits after the point; `money` whole cents; `date` `YYYY-MM-DD`;
   * `choice` the `value` of one of the `options`.
   */
  @IsIn(FIELD_TYPES)
  type: FieldType;

  /** Whether it must be answered before the application can be submitted. */
  @IsBoolean()
  required: boolean;

  /** For a `choice`. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_RULES)
  @ValidateNested({ each: true })
  @Type(() => FieldOptionDto)
  options?: FieldOptionDto[];

  /** Least answer; 0 when left out. @example 0.5 */
  @IsOptional()
  @IsNumber({ maxDecimalPlaces: MOST_DECIMALS })
  @Min(LEAST_NUMBER)
  @Max(MOST_NUMBER)
  minimum?: number;

  /** Largest answer. @example 99.5 */
  @IsOptional()
  @IsNumber({ maxDecimalPlaces: MOST_DECIMALS })
  @Min(LEAST_NUMBER)
  @Max(MOST_NUMBER)
  maximum?: number;

  /** Most digits after the point of a `number`; 2 when left out. @example 1 */
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_DECIMALS)
  decimals?: number;

  /** Most characters of a `text`. @example 200 */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_TEXT)
  maximumLength?: number;

  /**
   * The list that answers it: need not be asked, and what is said of it is overruled, when the address is in the city's list of parcels
   * and that tells (`searchAddresses`). Without a list the applicant is asked. For the fields `historicDistrict`, `insideCity`, `zone`
   * and `inspectionDistrict`.
   */
  @IsOptional()
  @IsIn(['parcel'])
  derivedFrom?: 'parcel';
}

export class DocumentRuleDto {
  /** A document type of the vocabulary. @example plat-of-survey */
  @IsString()
  @Length(1, 80)
  code: string;

  /** Whether it is needed to submit, or may follow until the permit is issued. */
  @IsIn(DOCUMENT_PHASES)
  phase: DocumentPhase;

  /** False for what helps the review but holds nothing up. */
  @IsBoolean()
  required: boolean;

  @ApiPropertyOptional(CONDITION)
  @IsOptional()
  @IsObject()
  when?: Condition;
}

export class ContractorClassRuleDto {
  /** A contractor class of the city. @example fence */
  @IsString()
  @Length(1, 80)
  code: string;

  @ApiPropertyOptional(CONDITION)
  @IsOptional()
  @IsObject()
  when?: Condition;
}

export class DisciplineRuleDto {
  /** A review discipline of the vocabulary. @example zoning */
  @IsString()
  @Length(1, 80)
  code: string;

  @ApiPropertyOptional(CONDITION)
  @IsOptional()
  @IsObject()
  when?: Condition;
}

export class InspectionRuleDto {
  /** An inspection type of the vocabulary. @example post-hole */
  @IsString()
  @Length(1, 80)
  code: string;

  /** It can be booked when every inspection of a lower sequence has passed. @example 1 */
  @IsInt()
  @Min(1)
  @Max(1000)
  sequence: number;

  /** Whether the permit is finaled only after it has passed. */
  @IsBoolean()
  required: boolean;

  @ApiPropertyOptional(CONDITION)
  @IsOptional()
  @IsObject()
  when?: Condition;
}

/** How a type that is not taken online is submitted. */
export class CounterSubmissionDto {
  /** A reason of the vocabulary. @example hard-copy-plans */
  @IsString()
  @Length(1, 80)
  reason: string;

  /** How it can be handed in. */
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(COUNTER_CHANNELS, { each: true })
  channels: CounterChannel[];

  /** Sets of paper plans to hand in. @example 3 */
  @IsInt()
  @Min(1)
  @Max(20)
  hardCopySets: number;

  /** Review disciplines of the vocabulary that will look at it. @example ["zoning","building"] */
  @IsArray()
  @ArrayMaxSize(MOST_RULES)
  @IsString({ each: true })
  disciplines: string[];

  /** In words, for orientation. @example ["Post hole / footing","Framing","Final"] */
  @IsArray()
  @ArrayMaxSize(MOST_RULES)
  @IsString({ each: true })
  typicalInspections: string[];

  /** Codes of online types that applicants mistake for it. @example ["RST-CARP","ZAS-SHED"] */
  @IsArray()
  @ArrayMaxSize(MOST_RULES)
  @IsString({ each: true })
  oftenMistakenFor: string[];
}

/** A permit type as data. Fields that are left out are empty. */
export class PermitTypeDefinitionDto {
  /** @example "Fence Residential" */
  @IsString()
  @Length(1, 120)
  name: string;

  /** A category of the vocabulary. @example zoning-accessory */
  @IsString()
  @Length(1, 80)
  category: string;

  /** `online`: applied for here. `counter`: taken at the counter or by mail only. */
  @IsIn(SUBMISSIONS)
  submission: Submission;

  /** What it covers, for residents. @example "A fence at a home." */
  @IsString()
  @Length(1, 500)
  summary: string;

  /** Words by which residents look for it. @example ["fence","privacy fence","gate"] */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_RULES)
  @IsString({ each: true })
  @Length(1, 60, { each: true })
  keywords: string[] = [];

  /** What an applicant should know before applying. @example "The owner may build it; no contractor is needed then." */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  guidance: string = '';

  /** The questions of the application, in their order. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_RULES)
  @ValidateNested({ each: true })
  @Type(() => FormFieldDto)
  form: FormFieldDto[] = [];

  /** The documents that an application needs. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_RULES)
  @ValidateNested({ each: true })
  @Type(() => DocumentRuleDto)
  documents: DocumentRuleDto[] = [];

  /** Classes of which a registered contractor must be named. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_RULES)
  @ValidateNested({ each: true })
  @Type(() => ContractorClassRuleDto)
  contractorClasses: ContractorClassRuleDto[] = [];

  /** Whether an owner who does the work stands in for the contractor classes; asked by the required question `ownerDoesWork`. */
  @IsOptional()
  @IsBoolean()
  ownerMayDoWork: boolean = false;

  /** Who reviews the application. Without any it is approved when it is submitted. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_RULES)
  @ValidateNested({ each: true })
  @Type(() => DisciplineRuleDto)
  disciplines: DisciplineRuleDto[] = [];

  /** The inspections, in their order. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_RULES)
  @ValidateNested({ each: true })
  @Type(() => InspectionRuleDto)
  inspections: InspectionRuleDto[] = [];

  /** Issued without a review when this holds and everything else is met; null for never. */
  @ApiPropertyOptional({ allOf: [CONDITION_REFERENCE], example: { field: 'relocated', eq: false } })
  @IsOptional()
  @ValidateIf((_definition, value) => value !== null)
  @IsObject()
  instantIssueWhen: Condition | null = null;

  /** Days from issue until it expires. @example 180 */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(3650)
  validityDays: number = 180;

  /** Whether it ends by itself after `validityDays`: neither an inspection nor an extension prolongs it. */
  @IsOptional()
  @IsBoolean()
  fixedTerm: boolean = false;

  /** From this valuation on, in cents, permit and plans are picked up at the counter; 0 for always, null for the city's own figure. */
  @IsOptional()
  @ValidateIf((_definition, value) => value !== null)
  @IsInt()
  @Min(0)
  @Max(100_000_000_000)
  largeProjectCents: number | null = null;

  /** For a `counter` type; null otherwise. */
  @IsOptional()
  @ValidateIf((_definition, value) => value !== null)
  @IsObject()
  @ValidateNested()
  @Type(() => CounterSubmissionDto)
  counter: CounterSubmissionDto | null = null;

  /** Where the rules come from. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_RULES)
  @IsString({ each: true })
  @MaxLength(300, { each: true })
  sources: string[] = [];

  /** For staff; never shown to applicants. */
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  notes: string = '';
}

export function toDefinition(dto: PermitTypeDefinitionDto): PermitTypeDefinition {
  const { name, category, submission, summary, keywords, form, documents, contractorClasses, ownerMayDoWork, disciplines, inspections } =
    dto;
  const { instantIssueWhen, validityDays, fixedTerm, largeProjectCents, guidance, counter, sources, notes } = dto;
  const definition = {
    ...{ name, category, submission, summary, keywords, form, documents, contractorClasses, ownerMayDoWork, disciplines, inspections },
    ...{ instantIssueWhen, validityDays, fixedTerm, largeProjectCents, guidance, counter, sources, notes },
  };
  // Fields that were left out are own properties of a DTO; in JSON they are not there.
  return JSON.parse(JSON.stringify(definition)) as PermitTypeDefinition;
}
