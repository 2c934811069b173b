import type { ContractorStatus, CredentialKind, StandingItem } from './contractor.status.js';

/** What a class asks for, as far as standing needs to know. */
export interface ClassRule {
  code: string;
  requires: readonly CredentialKind[];
}

export interface CredentialDates {
  kind: CredentialKind;
  /** The class a state license is for; null for the others, which serve every class. */
  classCode: string | null;
  effectiveOn: Temporal.PlainDate;
  /** The last day it is in force. */
  expiresOn: Temporal.PlainDate;
}

export interface RegistrationDates {
  status: ContractorStatus;
  /** The last day the registration is in force; null before there is one. */
  expiresOn: Temporal.PlainDate | null;
}

export interface StandingProblem {
  credential: StandingItem;
  /** Of a state license. */
  classCode: string | null;
  /** The last day it was in force; null when the city has never seen it, or when the date is not what is wrong. */
  expiredOn: Temporal.PlainDate | null;
}

export interface Standing {
  ok: boolean;
  problems: StandingProblem[];
  /** The classes in which everything is in force. */
  classesInForce: string[];
}

/** What a class must be shown, besides the registration: a state license for each class that asks, the others once. */
export function requiredCredentials(classes: readonly ClassRule[]): { kind: CredentialKind; classCode: string | null }[] {
  const licenses = classes
    .filter(({ requires }) => requires.includes('state-license'))
    .map(({ code }) => ({ kind: 'state-license' as const, classCode: code }));
  const shared = (['insurance', 'bond', 'workers-compensation'] as const)
    .filter((kind) => classes.some(({ requires }) => requires.includes(kind)))
    .map((kind) => ({ kind, classCode: null }));
  return [...licenses, ...shared];
}

/** Standing on a day: registered, and every credential of each class in force. A thing is in force through its last day. */
export function standingOn(
  day: Temporal.PlainDate,
  registration: RegistrationDates,
  classes: readonly ClassRule[],
  credentials: readonly CredentialDates[],
): Standing {
  const registered = registrationProblem(day, registration);
  const missing = requiredCredentials(classes).flatMap(({ kind, classCode }) => {
    const shown = credentials.filter((each) => each.kind === kind && each.classCode === classCode);
    return shown.some((each) => inForce(day, each)) ? [] : [{ credential: kind, classCode, expiredOn: lastDayBefore(day, shown) }];
  });
  const problems: StandingProblem[] = registered ? [registered, ...missing] : missing;
  return { ok: problems.length === 0, problems, classesInForce: registered ? [] : classesWithout(missing, classes) };
}

/** Whether two standings say the same. */
export function sameStanding(one: Standing, other: Standing): boolean {
  const key = ({ credential, classCode }: StandingProblem) => `${credential}:${classCode ?? ''}`;
  return one.problems.map(key).sort().join() === other.problems.map(key).sort().join();
}

function registrationProblem(day: Temporal.PlainDate, { status, expiresOn }: RegistrationDates): StandingProblem | null {
  const over = expiresOn !== null && Temporal.PlainDate.compare(expiresOn, day) < 0;
  if (status === 'active' && !over) return null;
  return {
    credential: 'registration',
    classCode: null,
    expiredOn: over && (status === 'active' || status === 'expired') ? expiresOn : null,
  };
}

function classesWithout(problems: StandingProblem[], classes: readonly ClassRule[]): string[] {
  return classes
    .filter(({ code, requires }) =>
      problems.every(({ credential, classCode }) => (classCode ? classCode !== code : !requires.some((kind) => kind === credential))),
    )
    .map(({ code }) => code);
}

function inForce(day: Temporal.PlainDate, { effectiveOn, expiresOn }: CredentialDates): boolean {
  return Temporal.PlainDate.compare(effectiveOn, day) <= 0 && Temporal.PlainDate.compare(expiresOn, day) >= 0;
}

function lastDayBefore(day: Temporal.PlainDate, shown: CredentialDates[]): Temporal.PlainDate | null {
  const over = shown.map(({ expiresOn }) => expiresOn).filter((expiresOn) => Temporal.PlainDate.compare(expiresOn, day) < 0);
  return over.sort((one, other) => Temporal.PlainDate.compare(one, other)).at(-1) ?? null;
}
