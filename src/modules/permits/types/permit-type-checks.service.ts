import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import type { FieldError } from '../../../platform/errors/domain-error.js';
import { FeeSchedules, permitTypeFeeProblems, type FeeSchedule } from '../../payments/index.js';
import { definitionProblems } from './permit-type-definition.rules.js';
import type { PermitTypeDefinition } from './permit-type.js';
import { Vocabulary } from './vocabulary.service.js';

/** Checks a definition against everything it leans on: its own form, the vocabulary, the other types and the fees. */
@Injectable()
export class PermitTypeChecks {
  constructor(
    private readonly database: Database,
    private readonly vocabulary: Vocabulary,
    private readonly schedules: FeeSchedules,
  ) {}

  /** What stands in the way of publishing it from a day on. */
  async problemsOf(code: string, definition: PermitTypeDefinition, effectiveOn: Temporal.PlainDate): Promise<FieldError[]> {
    const problems = await this.definitionProblems(definition);
    if (definition.submission === 'counter') return problems;
    const { version, schedule } = await this.schedules.inForce(effectiveOn);
    return [...problems, ...this.feeProblems(code, definition, version, schedule)];
  }

  /** What is wrong with it by itself. */
  async definitionProblems(definition: PermitTypeDefinition): Promise<FieldError[]> {
    const codes = await this.database.rows(sql<{ code: string }>`select code from permits.permit_type`);
    return definitionProblems(definition, await this.vocabulary.words(), new Set(codes.map((row) => row.code)));
  }

  /** Why a fee schedule cannot bill it. */
  feeProblems(code: string, { form }: Pick<PermitTypeDefinition, 'form'>, version: number, schedule: FeeSchedule): FieldError[] {
    const fees = schedule.permitTypes.find(({ permitType }) => permitType === code);
    if (fees) return permitTypeFeeProblems(fees, schedule.tables, form, '/fees');
    return [{ pointer: '/fees', detail: `must be in the fee schedule; version ${version} has none for ${code}` }];
  }
}
