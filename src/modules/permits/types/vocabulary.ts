import type { Named } from './permit-type.js';

export const WORD_KINDS = ['category', 'discipline', 'document-type', 'inspection-type', 'counter-reason'] as const;
export type WordKind = (typeof WORD_KINDS)[number];

export interface Category extends Named {
  /** What record numbers of its permits start with; empty for categories of counter types. */
  prefix: string;
}

export interface Discipline extends Named {
  /** By when a review is due. */
  businessDays: number;
}

export interface InspectionType extends Named {
  discipline: string;
  /** The last one of its trade. */
  final: boolean;
}

/** The words that permit types are written in: one meaning for each code of each kind. */
export interface Words {
  categories: Record<string, Category>;
  disciplines: Record<string, Discipline>;
  documentTypes: Record<string, Named>;
  inspectionTypes: Record<string, InspectionType>;
  counterReasons: Record<string, Named>;
  contractorClasses: Record<string, Named>;
}

/** Everything about a word but its kind and code; which parts it has depends on the kind. */
export interface Meaning {
  name: string;
  prefix?: string;
  businessDays?: number;
  discipline?: string;
  final?: boolean;
}

export interface Word {
  kind: WordKind;
  code: string;
  meaning: Meaning;
}

const PART_OF: Record<WordKind, Exclude<keyof Words, 'contractorClasses'>> = {
  category: 'categories',
  discipline: 'disciplines',
  'document-type': 'documentTypes',
  'inspection-type': 'inspectionTypes',
  'counter-reason': 'counterReasons',
};

export function toWords(words: readonly Word[], contractorClasses: readonly Named[]): Words {
  const result: Words = {
    categories: {},
    disciplines: {},
    documentTypes: {},
    inspectionTypes: {},
    counterReasons: {},
    contractorClasses: Object.fromEntries(contractorClasses.map(({ code, name }) => [code, { code, name }])),
  };
  for (const { kind, code, meaning } of words) {
    (result[PART_OF[kind]] as Record<string, object>)[code] = { code, ...meaning };
  }
  return result;
}
