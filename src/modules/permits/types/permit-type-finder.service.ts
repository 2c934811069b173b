import { Injectable } from '@nestjs/common';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { page, readCursor } from '../../../platform/http/paging.js';
import { CityProfile, type PermitAdvice } from '../../city/index.js';
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

/** What stands before the number of an advice where a type has its code; no code has a colon. */
const ADVICE = 'advice:';

/** Shows the permit types to people: listed, searched in plain words, one by one. Works from memory. */
@Injectable()
export class PermitTypeFinder {
  private prepared?: Prepared;

  constructor(
    private readonly types: PermitTypes,
    private readonly instructions: CounterInstructions,
    private readonly city: CityProfile,
  ) {}

  async list({ category, submission, q, limit, cursor }: PermitTypeQuery): Promise<PermitTypePageDto> {
    const { types, answers, index } = await this.current();
    if (category !== undefined) mustBeKnown(category, types);
    const found = q?.trim() ? searchTypes(index, q) : [...types.keys()];
    // Whoever asks for what is no permit must not be led to one that merely sounds like it.
    const advice = this.adviceOf(found[0]);
    const codes = advice ? [] : found.filter((code) => types.has(code));
    const wanted = codes.filter((code) => {
      const type = types.get(code)!;
      return (category === undefined || type.category === category) && (submission === undefined || type.submission === submission);
    });
    const from = Number(readCursor(cursor, 1)?.[0] ?? 0);
    const rows = wanted.map((code, position) => ({ code, position })).slice(from, from + limit + 1);
    const answer = page(
      rows,
      limit,
      ({ position }) => [position + 1],
      ({ code }) => answers.get(code)!,
    );
    return { ...answer, advice: advice && { title: advice.title, text: advice.text } };
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
    return { types, answers: new Map(answers.map((answer) => [answer.code, answer])), index: indexTypes([...all, ...this.asTypes()]) };
  }

  private asTypes() {
    return (this.city.permitAdvice ?? []).map(({ keywords, title }, index) => ({
      code: `${ADVICE}${index}`,
      name: title,
      keywords,
      summary: '',
    }));
  }

  private adviceOf(code: string | undefined): PermitAdvice | null {
    return code?.startsWith(ADVICE) ? this.city.permitAdvice![Number(code.slice(ADVICE.length))]! : null;
  }
}

function mustBeKnown(category: string, types: ReadonlyMap<string, PermitTypeVersion>): void {
  const categories = [...new Set([...types.values()].map((type) => type.category))];
  if (!categories.includes(category)) throw new InvalidInput([{ pointer: '/category', detail: `must be one of ${categories.join(', ')}` }]);
}
