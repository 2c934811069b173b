import type { FieldError } from '../../../platform/errors/domain-error.js';
import { toDefinition } from './permit-type-definition.dto.js';
import type { CounterTypesFile, PermitTypesFile } from './catalogue-files.js';
import { definitionProblems } from './permit-type-definition.rules.js';
import type { Named, PermitTypeDefinition } from './permit-type.js';
import { toWords, type Word, type Words } from './vocabulary.js';

/** What the city's two files say together. */
export interface Catalogue {
  vocabulary: Word[];
  words: Words;
  types: { code: string; definition: PermitTypeDefinition }[];
}

export function toCatalogue(
  online: PermitTypesFile,
  counter: CounterTypesFile,
  prefixes: Readonly<Record<string, string>>,
  contractorClasses: readonly Named[],
): Catalogue {
  const named = (kind: Word['kind'], entries: readonly Named[]): Word[] => entries.map(({ code, ...meaning }) => ({ kind, code, meaning }));
  const vocabulary = [
    ...named(
      'category',
      [...online.categories, ...counter.categories].map(({ code, name }) => ({ code, name, prefix: prefixes[code] ?? '' })),
    ),
    ...named('discipline', online.disciplines),
    ...named('document-type', online.documentTypes),
    ...named('inspection-type', online.inspectionTypes),
    ...named('counter-reason', counter.reasons),
  ];
  return {
    vocabulary,
    words: toWords(vocabulary, contractorClasses),
    types: [...online.permitTypes, ...counter.permitTypes].map((entry) => ({ code: entry.code, definition: toDefinition(entry) })),
  };
}

/** What is wrong with types of a file, each with a pointer into it. */
export function catalogueProblems(types: Catalogue['types'], { words, types: all }: Catalogue): FieldError[] {
  const codes = new Set(all.map(({ code }) => code));
  return types.flatMap(({ code, definition }, index) => [
    ...definitionProblems(definition, words, codes).map(({ pointer, detail }) => ({ pointer: `/permitTypes/${index}${pointer}`, detail })),
    ...(all.filter((other) => other.code === code).length > 1
      ? [{ pointer: `/permitTypes/${index}/code`, detail: `must not repeat ${code}` }]
      : []),
  ]);
}
