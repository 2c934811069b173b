import { formatCents, type Cents } from '../../platform/money/money.js';
import { formatLongDate } from '../../platform/time/format-long-date.js';
import { type NextStep } from '../records/index.js';

/** One inspection of the open cycle, as its owner reads of it. */
export interface StepInspection {
  name: string;
  state: 'to-book' | 'booked' | 'failed' | 'passed';
  /** The day of the booked visit. */
  on: string | null;
  /** By when what was found must be put right. */
  correctionsDueOn: Temporal.PlainDate | null;
}

export interface StepCycle {
  feesDueCents: number;
  dueOn: Temporal.PlainDate | null;
  inspections: readonly StepInspection[];
}

/** What the owner can do comes first; with everything paid and booked it is the inspector's turn. */
export function toCertify({ feesDueCents, dueOn, inspections }: StepCycle): NextStep {
  const failed = inspections.filter(({ state }) => state === 'failed');
  const toBook = inspections.filter(({ state }) => state === 'to-book');
  const steps = [
    ...(feesDueCents > 0 ? [toPay(feesDueCents)] : []),
    ...failed.map(toPutRight),
    ...(toBook.length > 0 ? [toSchedule(toBook)] : []),
  ];
  if (steps.length > 0) {
    const deadlines = [...failed.flatMap(({ correctionsDueOn }) => correctionsDueOn ?? []), ...(dueOn ? [dueOn] : [])];
    const first = deadlines.sort((one, other) => Temporal.PlainDate.compare(one, other))[0];
    return { actor: 'applicant', label: upperFirst(steps.join('; ')), ...(first ? { dueOn: first } : {}) };
  }
  const visits = inspections.flatMap(({ state, on }) => (state === 'booked' && on ? [on] : [])).sort();
  if (visits.length === 0) return { actor: 'none', label: 'Everything is paid and inspected' };
  return toInspect(visits[0]!);
}

/** The same one by one, with what the inspector is to do while the owner has something left to do. */
export function waitsOf({ feesDueCents, dueOn, inspections }: StepCycle): (NextStep & { amountCents?: Cents })[] {
  const byEnd = dueOn ? { dueOn } : {};
  return [
    ...(feesDueCents > 0
      ? [{ actor: 'applicant' as const, label: upperFirst(toPay(feesDueCents)), ...byEnd, amountCents: feesDueCents }]
      : []),
    ...inspections.flatMap((inspection): NextStep[] => {
      const { state, on, name, correctionsDueOn } = inspection;
      switch (state) {
        case 'passed':
          return [];
        case 'failed':
          return [
            { actor: 'applicant', label: upperFirst(toPutRight(inspection)), ...(correctionsDueOn ? { dueOn: correctionsDueOn } : byEnd) },
          ];
        case 'to-book':
          return [{ actor: 'applicant', label: upperFirst(toSchedule([inspection])), ...byEnd }];
        case 'booked':
          return [{ ...toInspect(on!), label: `${toInspect(on!).label}: ${name}` }];
      }
    }),
  ];
}

function toPay(cents: Cents): string {
  return `pay ${formatCents(cents)}`;
}

function toPutRight({ name, correctionsDueOn }: StepInspection): string {
  return correctionsDueOn
    ? `put right what the inspector found by ${formatLongDate(correctionsDueOn)} and schedule the re-inspection: ${name}`
    : `schedule again: ${name}`;
}

function toSchedule(inspections: readonly StepInspection[]): string {
  return `schedule: ${inspections.map(({ name }) => name).join(', ')}`;
}

function toInspect(on: string): NextStep {
  return {
    actor: 'city',
    role: 'inspector',
    label: `The city inspects the unit on ${formatLongDate(on)}`,
    dueOn: Temporal.PlainDate.from(on),
  };
}

export function toRun(expiresOn: Temporal.PlainDate): NextStep {
  return { actor: 'none', label: `Nothing to do. The certificate is in force through ${formatLongDate(expiresOn)}` };
}

export function toStand(since: Temporal.PlainDate): NextStep {
  return { actor: 'none', label: `Out of service since ${formatLongDate(since)}; tell the city before it runs again` };
}

export function toRest(): NextStep {
  return { actor: 'none', label: 'The unit is retired' };
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
