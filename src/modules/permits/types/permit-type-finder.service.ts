import { Injectable } from '@nestjs/common';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { page, readCursor } from '../../../platform/http/paging.js';
import { CounterInstructions } from './counter-instructions.js';
import type { PermitTypeVersion } from './permit-type.js';
import { indexTypes, searchTypes, type SearchIndex } from './permit-type-search.rules.js';
import { toPermitTypeDto, type PermitTypeDto, type PermitTypePageDto, type PermitTypeQuery } from './permit-types.dto.js';
import { PermitTypes } from './permit-types.service.js';

interface Prepared {
  types: ReadonlyMap<string, PermitTypeVersion>;
  answers: Map<string, PermitTypeDto>;
  index: SearchIndex;
}

/** Shows the permit types to people: listed, searched in plain words, one by one. Works from memory. */
@Injectable()
export class PermitTypeFinder {
  private prepared?: Prepared;

  constructor(
    private readonly types: PermitTypes,
    private readonly instructions: CounterInstructions,
  ) {}

  async list({ category, submission, q, limit, cursor }: PermitTypeQuery): Promise<PermitTypePageDto> {
    const { types, answers, index } = await this.current();
    if (category !== undefined) mustBeKnown(category, types);
    const codes = q?.trim() ? searchTypes(index, q) : [...types.keys()];
    const wanted = codes.filter((code) => {
      const type = types.get(code)!;
      return (category === undefined || type.category === category) && (submission === undefined || type.submission === submission);
    });
    const from = Number(readCursor(cursor, 1)?.[0] ?? 0);
    const rows = wanted.map((code, position) => ({ code, position })).slice(from, from + limit + 1);
    return page(
      rows,
      limit,
      ({ position }) => [position + 1],
      ({ code }) => answers.get(code)!,
    );
  }

  async get(code: string): Promise<PermitTypeDto> {
    const type = await this.types.published(code);
    return (await this.current()).answers.get(type.code)!;
  }

  private async current(): Promise<Prepared> {
    const types = await this.types.current();
    if (this.prepared?.types !== types) this.prepared = this.prepare(types);
    return this.prepared;
  }

  private prepare(types: ReadonlyMap<string, PermitTypeVersion>): Prepared {
    const all = [...types.values()];
    const answers = all.map((type) => toPermitTypeDto(type, type.counter && this.instructions.of(type)));
    return { types, answers: new Map(answers.map((answer) => [answer.code, answer])), index: indexTypes(all) };
  }
}

function mustBeKnown(category: string, types: ReadonlyMap<string, PermitTypeVersion>): void {
  const categories = [...new Set([...types.values()].map((type) => type.category))];
  if (!categories.includes(category)) throw new InvalidInput([{ pointer: '/category', detail: `must be one of ${categories.join(', ')}` }]);
}
