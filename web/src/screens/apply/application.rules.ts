import type { Shape } from '../../api/types';
import { toAddress } from '../../forms/address-field';
import type { Named } from '../../forms/contractor-field';
import { asAnswer, asText, type AnswerValue, type FormField } from './answers.rules';

/** An application as it stands in the form: texts, as they are typed. */
export interface Application {
  address: Partial<Shape<'AddressValue'>>;
  description: string;
  /** Dollars. */
  valuationCents: string;
  answers: Record<string, string>;
  contractors: Named[];
  caseNumber: string;
}

export function emptyApplication(type: Shape<'PermitTypeDto'>, city: { city: string; state: string }, caseNumber: string): Application {
  return {
    address: { line1: '', line2: '', city: city.city, state: city.state, zip: '' },
    description: '',
    valuationCents: '',
    answers: Object.fromEntries(type.form.map(({ name }) => [name, ''])),
    contractors: [],
    caseNumber,
  };
}

export function applicationOf(type: Shape<'PermitTypeDto'>, permit: Shape<'PermitDto'>): Application {
  const { address, description, valuationCents, answers, contractors, caseNumber } = permit;
  return {
    address: { ...address, line2: address.line2 ?? '' },
    description,
    valuationCents: dollarsOf(valuationCents),
    answers: Object.fromEntries(type.form.map((field) => [field.name, asText(field, answers[field.name])])),
    contractors: contractors.filter(({ disavowed }) => !disavowed).map(({ number, businessName }) => ({ number, businessName })),
    caseNumber: caseNumber ?? '',
  };
}

export function toCreate(type: Shape<'PermitTypeDto'>, application: Application): Shape<'CreatePermitRequest'> {
  const { caseNumber, answers, ...rest } = toUpdate(type, application);
  return {
    permitType: type.code,
    ...rest,
    answers: given(answers),
    ...(caseNumber ? { caseNumber } : {}),
  };
}

/** Everything that can be sent as it is; an answer that stands for nothing yet is left as the portal has it. */
export function toUpdate(type: Shape<'PermitTypeDto'>, application: Application) {
  return {
    address: toAddress(application.address),
    description: application.description.trim(),
    valuationCents: centsOf(application.valuationCents) ?? 0,
    answers: answersOf(type.form, application.answers),
    contractorNumbers: application.contractors.map(({ number }) => number),
    caseNumber: application.caseNumber.trim() || null,
  };
}

/** Null for what is open. */
export function answersOf(form: readonly FormField[], texts: Record<string, string>): Record<string, AnswerValue | null> {
  const read = form.map((field) => [field.name, asAnswer(field, texts[field.name] ?? '')] as const);
  return Object.fromEntries(read.flatMap(([name, answer]) => ('problem' in answer ? [] : [[name, answer.value]])));
}

/** Only what is answered. */
export function given(answers: Record<string, AnswerValue | null>): Record<string, AnswerValue> {
  return Object.fromEntries(Object.entries(answers).filter((entry): entry is [string, AnswerValue] => entry[1] !== null));
}

/** Cents of dollars as people write them: `4,500`, `$4500.00`. */
export function centsOf(typed: string): number | null {
  const dollars = Number(typed.replaceAll(/[$,\s]/g, '') || Number.NaN);
  return Number.isFinite(dollars) && dollars >= 0 ? Math.round(dollars * 100) : null;
}

function dollarsOf(cents: number): string {
  return (cents / 100).toFixed(2).replace(/\.00$/, '');
}
