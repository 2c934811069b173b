import type { Named, PermitTypeDefinition, PermitTypeVersion } from './permit-type.js';
import type { PermitTypeStatus } from './permit-type.status.js';
import type { Words } from './vocabulary.js';

export interface StoredVersion {
  id: string;
  code: string;
  version: number;
  status: PermitTypeStatus;
  effectiveOn: string | null;
  definition: PermitTypeDefinition;
  /** The words it was published with; those of today for a draft. */
  words: Words;
}

/** A version with the names of everything it refers to; a code that means nothing yet stands for itself. */
export function toPermitTypeVersion(stored: StoredVersion): PermitTypeVersion {
  const { definition, words } = stored;
  const named = (part: Record<string, Named>, code: string): Named => ({ code, name: part[code]?.name ?? code });
  const category = words.categories[definition.category];
  return {
    ...definition,
    id: stored.id,
    code: stored.code,
    version: stored.version,
    status: stored.status,
    effectiveOn: stored.effectiveOn === null ? null : Temporal.PlainDate.from(stored.effectiveOn),
    categoryName: category?.name ?? definition.category,
    prefix: category?.prefix ?? '',
    documents: definition.documents.map((rule) => ({ ...rule, ...named(words.documentTypes, rule.code) })),
    contractorClasses: definition.contractorClasses.map((rule) => ({ ...rule, ...named(words.contractorClasses, rule.code) })),
    disciplines: definition.disciplines.map((rule) => ({
      ...rule,
      ...named(words.disciplines, rule.code),
      businessDays: words.disciplines[rule.code]?.businessDays ?? 0,
    })),
    inspections: definition.inspections.map((rule) => ({
      ...rule,
      typeCode: rule.code,
      typeName: words.inspectionTypes[rule.code]?.name ?? rule.code,
      discipline: words.inspectionTypes[rule.code]?.discipline ?? '',
    })),
    counter: definition.counter && {
      ...definition.counter,
      reasonName: words.counterReasons[definition.counter.reason]?.name ?? definition.counter.reason,
      disciplines: definition.counter.disciplines.map((code) => named(words.disciplines, code)),
    },
  };
}

/** The words that a definition uses, to be kept with it when it is published. */
export function wordsOf(definition: PermitTypeDefinition, words: Words): Words {
  const codes = <T extends { code: string }>(rules: T[]) => rules.map(({ code }) => code);
  return {
    categories: pick(words.categories, [definition.category]),
    disciplines: pick(words.disciplines, [...codes(definition.disciplines), ...(definition.counter?.disciplines ?? [])]),
    documentTypes: pick(words.documentTypes, codes(definition.documents)),
    inspectionTypes: pick(words.inspectionTypes, codes(definition.inspections)),
    counterReasons: pick(words.counterReasons, definition.counter ? [definition.counter.reason] : []),
    contractorClasses: pick(words.contractorClasses, codes(definition.contractorClasses)),
  };
}

function pick<T>(part: Record<string, T>, codes: string[]): Record<string, T> {
  return Object.fromEntries(codes.filter((code) => Object.hasOwn(part, code)).map((code) => [code, part[code]]));
}
