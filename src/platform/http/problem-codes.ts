import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import type { DomainErrorClass } from '../errors/domain-error.js';
import { NotFound } from './http.errors.js';
import { problemType, STATUS_OF } from './problem.js';
import type { ProblemCodeDto } from './problems.dto.js';
import { REMEDIES } from './remedies.js';
import { EVERYWHERE, Routes } from './routes.js';

/** Every code that a client can meet, drawn from what the routes say they answer with. */
@Injectable()
export class ProblemCodes {
  private known?: Map<string, ProblemCodeDto>;

  constructor(
    private readonly routes: Routes,
    private readonly settings: Settings,
  ) {}

  all(): ProblemCodeDto[] {
    return [...this.byCode().values()];
  }

  get(code: string): ProblemCodeDto {
    const found = this.byCode().get(code);
    if (!found) throw new NotFound(`No problem has the code ${code}. /problems lists those that there are.`);
    return found;
  }

  private byCode(): Map<string, ProblemCodeDto> {
    this.known ??= this.collect();
    return this.known;
  }

  private collect(): Map<string, ProblemCodeDto> {
    const rules = new Map<string, { rule: DomainErrorClass; operations: string[] }>();
    const add = (rule: DomainErrorClass, ...operations: string[]) => {
      const entry = rules.get(rule.code) ?? { rule, operations: [] };
      entry.operations.push(...operations);
      rules.set(rule.code, entry);
    };
    for (const { operationId, problems } of this.routes.all()) for (const rule of problems) add(rule, operationId);
    for (const rule of EVERYWHERE) add(rule);
    const sorted = [...rules].sort(([a], [b]) => a.localeCompare(b));
    return new Map(sorted.map(([code, { rule, operations }]) => [code, this.toDto(rule, operations)]));
  }

  private toDto(rule: DomainErrorClass, operations: string[]): ProblemCodeDto {
    const { code, kind, title, members = {}, sometimes = [] } = rule;
    return {
      code,
      title,
      status: STATUS_OF[kind],
      type: problemType(this.settings.publicUrl, code),
      remedy: REMEDIES[kind],
      members: Object.entries(members).map(([name, sample]) => ({
        name,
        always: !sometimes.includes(name),
        sample: JSON.stringify(sample),
      })),
      operations: operations.sort(),
    };
  }
}
