import type { FieldError } from '../../../platform/errors/domain-error.js';
import type { Meaning, WordKind, Words } from './vocabulary.js';

const NEEDS: Record<WordKind, (keyof Meaning)[]> = {
  category: [],
  discipline: ['businessDays'],
  'document-type': [],
  'inspection-type': ['discipline', 'final'],
  'counter-reason': [],
};
const MAY: Partial<Record<WordKind, (keyof Meaning)[]>> = { category: ['prefix'] };

/** What is wrong with the meaning that a word of a kind is given. */
export function meaningProblems(kind: WordKind, meaning: Meaning, words: Words): FieldError[] {
  const given = (['prefix', 'businessDays', 'discipline', 'final'] as const).filter((part) => meaning[part] !== undefined);
  const missing = NEEDS[kind].filter((part) => meaning[part] === undefined);
  const foreign = given.filter((part) => !NEEDS[kind].includes(part) && !MAY[kind]?.includes(part));
  const unknown = meaning.discipline !== undefined && kind === 'inspection-type' && !Object.hasOwn(words.disciplines, meaning.discipline);
  return [
    ...missing.map((part) => ({ pointer: `/${part}`, detail: `is needed for a word of the kind ${kind}` })),
    ...foreign.map((part) => ({ pointer: `/${part}`, detail: `does not belong to a word of the kind ${kind}` })),
    ...(unknown ? [{ pointer: '/discipline', detail: `must be a known discipline; ${meaning.discipline} is not` }] : []),
  ];
}
