import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type { Condition } from '../../../platform/conditions/condition.js';
import { CONDITION_REFERENCE } from '../../../platform/conditions/condition.schema.js';
import { FormFieldDto, MOST_RULES } from './permit-type-form.dto.js';
import {
  ContractorClassRuleDto,
  CounterSubmissionDto,
  DisciplineRuleDto,
  DocumentRuleDto,
  InspectionRuleDto,
} from './permit-type-rules.dto.js';
import { SUBMISSIONS, type PermitTypeDefinition, type Submission } from './permit-type.js';

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

export function toDefinition({ code: _, ...dto }: PermitTypeDefinitionDto & { code?: string }): PermitTypeDefinition {
  // Fields that were left out are own properties of a DTO; in JSON they are not there.
  return JSON.parse(JSON.stringify(dto)) as PermitTypeDefinition;
}
