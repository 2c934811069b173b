import { ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
} from 'class-validator';
import type { Condition } from '../../../platform/conditions/condition.js';
import { CONDITION_REFERENCE } from '../../../platform/conditions/condition.schema.js';
import { MOST_RULES } from './permit-type-form.dto.js';
import { COUNTER_CHANNELS, DOCUMENT_PHASES, type CounterChannel, type DocumentPhase } from './permit-type.js';

const CONDITION: ApiPropertyOptions = {
  allOf: [CONDITION_REFERENCE],
  description: 'Applies only when this holds; always, when left out.',
  example: { field: 'heightFt', gt: 7 },
};

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
