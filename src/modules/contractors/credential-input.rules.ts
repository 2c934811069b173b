import type { FieldError } from '../../platform/errors/domain-error.js';
import { formatCents } from '../../platform/money/money.js';
import type { ContractorClass } from './contractor-classes.js';
import { requiredCredentials } from './contractor.rules.js';
import type { CredentialKind } from './contractor.status.js';

/** A date further off than this is a typing error. */
const MOST_YEARS = 15;

/** Reads a date that must be a day from today on, within reason. */
export function futureDate(text: string, pointer: string, today: Temporal.PlainDate, problems: FieldError[]): Temporal.PlainDate {
  const date = civilDate(text, pointer, problems);
  if (date && Temporal.PlainDate.compare(date, today) < 0)
    problems.push({ pointer, detail: `must not be in the past; today is ${today.toString()}` });
  if (date && Temporal.PlainDate.compare(date, today.add({ years: MOST_YEARS })) > 0) {
    problems.push({ pointer, detail: `must not be more than ${MOST_YEARS} years ahead` });
  }
  return date ?? today;
}

/** Reads the first day something is in force; undefined means today. */
export function firstDay(
  text: string | undefined,
  last: Temporal.PlainDate,
  today: Temporal.PlainDate,
  problems: FieldError[],
  pointer = '/effectiveOn',
): Temporal.PlainDate {
  const date = text === undefined ? today : civilDate(text, pointer, problems);
  if (date && Temporal.PlainDate.compare(date, last) > 0) problems.push({ pointer, detail: 'must not be after expiresOn' });
  return date ?? today;
}

/** 30 February matches the form of a date and is none. */
function civilDate(text: string, pointer: string, problems: FieldError[]): Temporal.PlainDate | undefined {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    problems.push({ pointer, detail: `is not a day of the calendar: ${text}` });
    return undefined;
  }
}

export function unknownClasses(codes: readonly string[], find: (code: string) => ContractorClass | undefined): FieldError[] {
  return codes.flatMap((code, index) =>
    find(code) ? [] : [{ pointer: `/classes/${index}`, detail: `is not a class of this city: ${code}` }],
  );
}

/** Whether a license number has the form its board uses. */
export function licenseNumberProblem(number: string, rule: ContractorClass, pointer: string): FieldError[] {
  const { pattern, example, board } = rule.stateLicense ?? {};
  if (!pattern || new RegExp(pattern).test(number)) return [];
  return [{ pointer, detail: `must be a license number of the ${board}${example ? `, such as ${example}` : ''}` }];
}

/** What the cover or the bond must come to for the classes. */
export function leastAmount(kind: CredentialKind, classes: readonly ContractorClass[]): number {
  const amounts = classes.map(({ insuranceCents, bondCents }) => (kind === 'insurance' ? insuranceCents : kind === 'bond' ? bondCents : 0));
  return Math.max(0, ...amounts.map((cents) => cents ?? 0));
}

/** Cover and bonds below what the classes ask for; who does not say the amount has shown the paper. */
export function amountProblem(
  kind: CredentialKind,
  amountCents: number | undefined,
  classes: readonly ContractorClass[],
  pointer = '/amountCents',
): FieldError[] {
  const least = leastAmount(kind, classes);
  if (amountCents === undefined || amountCents >= least) return [];
  return [{ pointer, detail: `must be at least ${least}, ${formatCents(least)}, for the classes of this contractor` }];
}

/** What the classes ask for and is not among what is shown. `pointerOf` tells where the request would have it. */
export function missingCredentials(
  classes: readonly ContractorClass[],
  isShown: (kind: CredentialKind, classCode: string | null) => boolean,
  pointerOf: (kind: CredentialKind, classCode: string | null) => string,
): FieldError[] {
  return requiredCredentials(classes)
    .filter(({ kind, classCode }) => !isShown(kind, classCode))
    .map(({ kind, classCode }) => ({
      pointer: pointerOf(kind, classCode),
      detail: `is required: ${askingFor(kind, classCode, classes)}`,
    }));
}

function askingFor(kind: CredentialKind, classCode: string | null, classes: readonly ContractorClass[]): string {
  const asking = classes.filter((each) => (classCode ? each.code === classCode : each.requires.includes(kind)));
  const license = classCode ? asking[0]?.stateLicense : undefined;
  if (license) return `${asking[0].name} needs a license of the ${license.board}${license.example ? `, such as ${license.example}` : ''}`;
  const papers = {
    'state-license': 'a state license',
    insurance: 'liability insurance',
    bond: 'a bond',
    'workers-compensation': "workers' compensation insurance",
  };
  return `${asking.map(({ name }) => name).join(', ')} must show ${papers[kind]}`;
}
