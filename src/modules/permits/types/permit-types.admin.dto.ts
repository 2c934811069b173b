import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsInt, IsObject, IsOptional, IsString, Length, Matches, Max, Min } from 'class-validator';
import type { Answers } from '../../../platform/conditions/condition.js';
import { ANSWERS_SCHEMA } from '../../../platform/conditions/condition.schema.js';
import type { FieldError } from '../../../platform/errors/domain-error.js';
import { IsCivilDate } from '../../../platform/time/civil-date.js';
import { FeeEstimateLineDto, MOST_VALUATION_CENTS } from './fee-estimates.dto.js';
import { PermitTypeDefinitionDto } from './permit-type-definition.dto.js';
import { DOCUMENT_PHASES, type DocumentPhase, type PermitTypeDefinition } from './permit-type.js';
import { PERMIT_TYPE_STATUSES, type PermitTypeStatus } from './permit-type.status.js';
import { CodeNameDto } from './permit-types.dto.js';
import { WORD_KINDS, type Word, type WordKind } from './vocabulary.js';

export class CreatePermitTypeRequest extends PermitTypeDefinitionDto {
  /** Names the type for ever; capital letters and digits joined by hyphens. @example ZAS-PERG */
  @Matches(/^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$/, { message: 'must be capital letters and digits joined by hyphens, such as ZAS-PERG' })
  @Length(2, 40)
  code: string;
}

export class PublishPermitTypeRequest {
  /** The first day on which it is offered; today when left out. @example 2027-01-01 */
  @IsOptional()
  @IsCivilDate()
  effectiveOn?: string;
}

export class RetirePermitTypeRequest {
  /** The first day on which nobody can apply for it any more; today when left out. @example 2027-01-01 */
  @IsOptional()
  @IsCivilDate()
  retiredOn?: string;
}

export class PermitTypeVersionSummaryDto {
  /** @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10 */
  id: string;

  /** @example ZAS-FNC-R */
  code: string;

  /** Counts up from 1 for each type. @example 2 */
  typeVersion: number;

  /** @example "Fence Residential" */
  name: string;

  @ApiProperty({ enum: PERMIT_TYPE_STATUSES })
  status: PermitTypeStatus;

  /** In force from this day on, until a later version is; null while it is a draft. @example 2026-01-01 */
  effectiveOn: string | null;

  /** @example 2026-03-02T15:04:05Z */
  createdAt: string;

  /** @example 2026-03-02T15:04:05Z */
  publishedAt: string | null;
}

export class PermitTypeVersionsDto {
  /** From this day on nobody can apply for the type; null while it is offered. @example 2027-01-01 */
  retiredOn: string | null;

  /** Newest first. */
  items: PermitTypeVersionSummaryDto[];
}

/** One field that has to be put right. */
export class PermitTypeProblemDto {
  /** JSON Pointer into the definition; under `/fees` for the fee schedule. @example /documents/2/when/field */
  pointer: string;

  /** @example "must be a question of the form; lengthYd is not" */
  detail: string;
}

export class PermitTypeVersionDto extends PermitTypeVersionSummaryDto {
  definition: PermitTypeDefinitionDto;

  /** What stands in the way of publishing a draft today; always empty for a published version. */
  problems: PermitTypeProblemDto[];

  /** How often it was changed; part of the `ETag`. @example 3 */
  version: number;
}

export class DryRunRequest {
  /** In cents. @example 450000 */
  @IsInt()
  @Min(0)
  @Max(MOST_VALUATION_CENTS)
  valuationCents: number;

  /** Answers to the form of the version that is tried. @example {"lengthFt":120,"ownerDoesWork":false} */
  @ApiPropertyOptional(ANSWERS_SCHEMA)
  @IsOptional()
  @IsObject()
  answers?: Answers;

  /** The version to try; the draft when there is one, else the version in force. @example 2 */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  typeVersion?: number;

  /** The fee schedule to try it with, drafts included; the one in force when left out. @example 2 */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  scheduleVersion?: number;
}

export class DryRunDocumentDto extends CodeNameDto {
  /** Whether the application waits for it. */
  required: boolean;

  @ApiProperty({ enum: DOCUMENT_PHASES })
  phase: DocumentPhase;
}

export class DryRunDisciplineDto extends CodeNameDto {
  /** @example 5 */
  businessDays: number;
}

export class DryRunInspectionDto {
  /** @example post-hole */
  typeCode: string;

  /** @example "Post hole" */
  typeName: string;

  /** @example zoning */
  discipline: string;

  /** @example 1 */
  sequence: number;

  /** Whether the permit is finaled only after it has passed. */
  required: boolean;
}

export class DryRunFeesDto {
  /** The fees, line by line. */
  lines: FeeEstimateLineDto[];

  /** @example 5000 */
  totalCents: number;

  /** @example 1 */
  scheduleVersion: number;
}

/** What an application with these answers would get. */
export class DryRunDto {
  /** @example 2 */
  typeVersion: number;

  @ApiProperty({ enum: PERMIT_TYPE_STATUSES })
  status: PermitTypeStatus;

  /** The questions that would have to be answered before the application can be submitted. */
  openAnswers: PermitTypeProblemDto[];

  /** Null when the fees cannot be worked out; `feeProblems` says why. */
  fees: DryRunFeesDto | null;

  /** Why the fees cannot be worked out. */
  feeProblems: PermitTypeProblemDto[];

  /** The documents it would need. */
  documents: DryRunDocumentDto[];
  /** The contractor classes it would need. */
  contractorClasses: CodeNameDto[];
  /** Who would review it. */
  reviewDisciplines: DryRunDisciplineDto[];
  /** The inspections it would get. */
  inspections: DryRunInspectionDto[];

  /** Whether it would be issued without a review. */
  instantIssue: boolean;

  /** Whether permit and plans would be picked up at the counter. */
  largeProject: boolean;
}

/** What a word of the vocabulary means. */
export class DefineWordRequest {
  /** @example "Pergola drawing with posts and footings" */
  @IsString()
  @Length(1, 200)
  name: string;

  /** For a `category`: what record numbers of its permits start with; leave it out for counter types. @example ZAS */
  @IsOptional()
  @Matches(/^[A-Z]{2,4}$/, { message: 'must be two to four capital letters, such as ZAS' })
  prefix?: string;

  /** For a `discipline`: business days until a review is due. @example 5 */
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(365)
  businessDays?: number;

  /** For an `inspection-type`: whose inspectors do it. @example building */
  @IsOptional()
  @IsString()
  @Length(1, 80)
  discipline?: string;

  /** For an `inspection-type`: whether it is the last one of its trade. */
  @IsOptional()
  @IsBoolean()
  final?: boolean;
}

export class WordDto {
  @ApiProperty({ enum: WORD_KINDS })
  kind: WordKind;

  /** @example pergola-drawing */
  code: string;

  /** @example "Pergola drawing with posts and footings" */
  name: string;

  /** Of a category: what record numbers of its permits start with. @example ZAS */
  prefix?: string;
  /** Of a discipline: business days until a review is due. @example 5 */
  businessDays?: number;
  /** Of an inspection type: whose inspectors do it. @example building */
  discipline?: string;
  /** Of an inspection type: whether it is the last one of its trade. */
  final?: boolean;
}

export class VocabularyDto {
  /** Kind by kind, in the order of their definition. */
  items: WordDto[];

  /** From the city's contractor classes; they are not defined here. */
  contractorClasses: CodeNameDto[];
}

export interface VersionRow extends Omit<PermitTypeVersionSummaryDto, 'typeVersion'> {
  version: number;
}

export function toVersionSummaryDto({ version, ...row }: VersionRow): PermitTypeVersionSummaryDto {
  return { ...row, typeVersion: version };
}

export function toVersionDto(
  { definition, revision, ...row }: VersionRow & { definition: PermitTypeDefinition; revision: number },
  problems: FieldError[],
): PermitTypeVersionDto {
  return { ...toVersionSummaryDto(row), definition, problems, version: revision };
}

export function toWordDto({ kind, code, meaning }: Word): WordDto {
  return { kind, code, ...meaning };
}
