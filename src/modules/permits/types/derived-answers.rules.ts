import type { AnswerValue, Answers } from '../../../platform/conditions/condition.js';
import type { ParcelFacts } from '../../city/index.js';
import type { FormField, PermitTypeVersion } from './permit-type.js';

interface Derivation {
  of: (parcel: ParcelFacts) => AnswerValue;
  types: readonly FormField['type'][];
}

/** The questions that the city's list of parcels answers, by the names of their fields. */
export const DERIVED_FROM_PARCEL: Readonly<Record<string, Derivation>> = {
  historicDistrict: { of: ({ historic }) => historic, types: ['boolean'] },
  insideCity: { of: ({ insideCity }) => insideCity, types: ['boolean'] },
  zone: { of: ({ zone }) => zone, types: ['text', 'choice'] },
  inspectionDistrict: { of: ({ district }) => district, types: ['text', 'choice'] },
};

/**
 * The answers with what the list says of the parcel, which goes before what the applicant says; and which answers these are. What
 * the list does not say stays the applicant's to answer.
 */
export function withDerived(
  { form }: Pick<PermitTypeVersion, 'form'>,
  own: Answers,
  parcel: ParcelFacts | undefined,
): { answers: Answers; derivedAnswers: string[] } {
  const derived = Object.fromEntries(
    form.flatMap((field) => {
      const value = parcel && field.derivedFrom === 'parcel' ? derive(field, parcel) : null;
      return value === null ? [] : [[field.name, value]];
    }),
  ) as Answers;
  return { answers: { ...own, ...derived }, derivedAnswers: Object.keys(derived) };
}

/** What the applicant has answered. */
export function ownAnswers({ answers, derivedAnswers }: { answers: Answers; derivedAnswers: readonly string[] }): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([name]) => !derivedAnswers.includes(name)));
}

/** Why a question cannot be answered by the list; null when it can. */
export function derivationProblem({ name, type }: FormField): string | null {
  const derivation = Object.hasOwn(DERIVED_FROM_PARCEL, name) ? DERIVED_FROM_PARCEL[name] : undefined;
  if (!derivation) return `the parcel list answers ${Object.keys(DERIVED_FROM_PARCEL).join(', ')} only`;
  return derivation.types.includes(type) ? null : `${name} must be a ${derivation.types.join(' or a ')} to come from the parcel list`;
}

function derive(field: FormField, parcel: ParcelFacts): AnswerValue | null {
  const value = derivationProblem(field) === null ? DERIVED_FROM_PARCEL[field.name]!.of(parcel) : null;
  if (field.type !== 'choice' || typeof value !== 'string') return value;
  // A zone that the form does not offer says nothing to it.
  return field.options?.find((option) => option.value.toLowerCase() === value.toLowerCase())?.value ?? null;
}
