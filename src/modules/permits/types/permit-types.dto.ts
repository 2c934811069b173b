import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { describe, type Condition } from '../../../platform/conditions/condition.js';
import { PageQuery } from '../../../platform/http/paging.js';
import type { CounterGuide } from './counter-instructions.js';
import { FormFieldDto } from './permit-type-form.dto.js';
import {
  COUNTER_CHANNELS,
  DOCUMENT_PHASES,
  SUBMISSIONS,
  type CounterChannel,
  type DocumentPhase,
  type PermitTypeVersion,
  type Submission,
} from './permit-type.js';

export class PermitTypeQuery extends PageQuery {
  /** Only this category. @example zoning-accessory */
  @IsOptional()
  @IsString()
  @Length(1, 80)
  category?: string;

  /** Only what is applied for `online`, or only what is taken at the `counter` or by mail. */
  @IsOptional()
  @IsIn(SUBMISSIONS)
  submission?: Submission;

  /** What you want to do, in plain words; typing errors are forgiven. The best fit comes first. @example "privacy fence" */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;
}

/** Something with a code and a name. */
export class CodeNameDto {
  /** @example zoning */
  code: string;

  /** @example Zoning */
  name: string;
}

export class PermitTypeDocumentDto extends CodeNameDto {
  /** Whether every application needs it. False when it depends (`condition`) or is welcome but holds nothing up. */
  required: boolean;

  /** Needed to submit, or may follow until the permit is issued. */
  @ApiProperty({ enum: DOCUMENT_PHASES })
  phase: DocumentPhase;

  /** When it is needed, in words; null for always. @example "“Is any of it in an easement?” is answered yes" */
  condition: string | null;
}

export class PermitTypeContractorClassDto extends CodeNameDto {
  /** When such a contractor is needed, in words; null for always. */
  condition: string | null;
}

export class PermitTypeDisciplineDto extends CodeNameDto {
  /** By when the review is due, in business days after submission. @example 5 */
  businessDays: number;

  /** When it reviews the application, in words; null for always. */
  condition: string | null;
}

export class PermitTypeInspectionDto extends CodeNameDto {
  /** Code of the discipline whose inspectors do it. @example zoning */
  discipline: string;

  /** It can be booked when every inspection of a lower sequence has passed. @example 1 */
  sequence: number;

  /** Whether every permit of this type has it. */
  required: boolean;

  /** When a permit has it, in words; null for always. */
  condition: string | null;
}

/** How a permit that is not taken online is submitted. */
export class CounterSubmissionGuideDto {
  /** @example hard-copy-plans */
  reasonCode: string;

  /** Why it is not taken online. @example "Hard copies of the plans are required" */
  reason: string;

  /** How it can be handed in. */
  @ApiProperty({ enum: COUNTER_CHANNELS, isArray: true })
  channels: CounterChannel[];

  /** Sets of paper plans to hand in. @example 3 */
  hardCopySets: number;

  /** Who will review it. */
  disciplines: CodeNameDto[];

  /** @example ["Post hole / footing","Framing","Final"] */
  typicalInspections: string[];

  /** Online types that are mistaken for it. An application under one of them would be returned. @example ["RST-CARP"] */
  oftenMistakenFor: string[];

  /** To be shown beside the instructions. */
  warning: string;
}

/** A kind of permit, with all that an applicant needs to know before applying. */
export class PermitTypeDto {
  /** @example ZAS-FNC-R */
  code: string;

  /** @example "Fence Residential" */
  name: string;

  /** @example zoning-accessory */
  category: string;

  /** @example "Zoning accessory structures" */
  categoryName: string;

  /** `online`: apply with `createPermit`. `counter`: taken at the counter or by mail only, see `instructions`. */
  @ApiProperty({ enum: SUBMISSIONS })
  submission: Submission;

  /** What it covers. @example "A fence at a home." */
  summary: string;

  /** Number of the version in force; a permit keeps the version it was made under. @example 1 */
  typeVersion: number;

  /** The questions of the application; their answers go into `answers` by `name`. */
  form: FormFieldDto[];

  /** The documents it can need; which of them an application needs depends on its answers. */
  documents: PermitTypeDocumentDto[];

  /** Classes of which a registered contractor must be named, unless the owner does the work and may. */
  contractorClasses: PermitTypeContractorClassDto[];

  /** Whether an owner who answers `ownerDoesWork` with true stands in for the contractors. */
  ownerMayDoWork: boolean;

  /** Who reviews it; some only with certain answers. */
  reviewDisciplines: PermitTypeDisciplineDto[];

  /** The inspections in their order; some only with certain answers. */
  inspections: PermitTypeInspectionDto[];

  /** Whether it can be issued at once, without a review. */
  instantIssue: boolean;

  /** When it is issued at once, in words; null when it never is. */
  instantIssueCondition: string | null;

  /** Days from issue until it expires. @example 180 */
  validityDays: number;

  /** How to apply and what to know before. */
  instructions: string;

  /** For a `counter` type; null otherwise. */
  counter: CounterSubmissionGuideDto | null;
}

/** For what is asked about and none of the permit types is for. */
export class PermitAdviceDto {
  /** @example "Siding, gutters and windows" */
  title: string;

  /** @example "None of the permits online is for this. Ask the counter before you start." */
  text: string;
}

export class PermitTypePageDto {
  items: PermitTypeDto[];
  nextCursor: string | null;

  /** With `q`: when none of the types is for it, what to do instead; `items` is empty then. */
  advice: PermitAdviceDto | null;
}

export function toPermitTypeDto(type: PermitTypeVersion, guide: CounterGuide | null): PermitTypeDto {
  const condition = ({ when }: { when?: Condition }) => (when ? describe(when, type.form) : null);
  return {
    code: type.code,
    name: type.name,
    category: type.category,
    categoryName: type.categoryName,
    submission: type.submission,
    summary: type.summary,
    typeVersion: type.version,
    form: type.form,
    documents: type.documents.map((rule) => ({
      code: rule.code,
      name: rule.name,
      required: rule.required && !rule.when,
      phase: rule.phase,
      condition: condition(rule),
    })),
    contractorClasses: type.contractorClasses.map((rule) => ({ code: rule.code, name: rule.name, condition: condition(rule) })),
    ownerMayDoWork: type.ownerMayDoWork,
    reviewDisciplines: type.disciplines.map((rule) => ({
      code: rule.code,
      name: rule.name,
      businessDays: rule.businessDays,
      condition: condition(rule),
    })),
    inspections: type.inspections.map((rule) => ({
      code: rule.typeCode,
      name: rule.typeName,
      discipline: rule.discipline,
      sequence: rule.sequence,
      required: rule.required && !rule.when,
      condition: condition(rule),
    })),
    instantIssue: type.instantIssueWhen !== null,
    instantIssueCondition: type.instantIssueWhen && describe(type.instantIssueWhen, type.form),
    validityDays: type.validityDays,
    instructions: guide?.instructions ?? `Apply online. ${type.guidance}`.trim(),
    counter: guide && toCounterDto(type, guide.warning),
  };
}

function toCounterDto({ counter }: PermitTypeVersion, warning: string): CounterSubmissionGuideDto {
  const { reason, reasonName, channels, hardCopySets, disciplines, typicalInspections, oftenMistakenFor } = counter!;
  return { reasonCode: reason, reason: reasonName, channels, hardCopySets, disciplines, typicalInspections, oftenMistakenFor, warning };
}
