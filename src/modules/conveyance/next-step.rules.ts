import { formatCents } from '../../platform/money/money.js';
import { dayInWords, type NextStep } from '../records/index.js';

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
    ...(feesDueCents > 0 ? [`pay ${formatCents(feesDueCents)}`] : []),
    ...failed.map(({ name, correctionsDueOn }) => {
      const until = correctionsDueOn ? ` by ${dayInWords(correctionsDueOn)}` : '';
      return correctionsDueOn
        ? `put right what the inspector found${until} and schedule the re-inspection: ${name}`
        : `schedule again: ${name}`;
    }),
    ...(toBook.length > 0 ? [`schedule: ${toBook.map(({ name }) => name).join(', ')}`] : []),
  ];
  if (steps.length > 0) {
    const deadlines = [...failed.flatMap(({ correctionsDueOn }) => correctionsDueOn ?? []), ...(dueOn ? [dueOn] : [])];
    const first = deadlines.sort((one, other) => Temporal.PlainDate.compare(one, other))[0];
    return { actor: 'applicant', label: upperFirst(steps.join('; ')), ...(first ? { dueOn: first } : {}) };
  }
  const visits = inspections.flatMap(({ state, on }) => (state === 'booked' && on ? [on] : [])).sort();
  if (visits.length === 0) return { actor: 'none', label: 'Everything is paid and inspected' };
  return {
    actor: 'city',
    role: 'inspector',
    label: `The city inspects the unit on ${dayInWords(visits[0])}`,
    dueOn: Temporal.PlainDate.from(visits[0]),
  };
}

export function toRun(expiresOn: Temporal.PlainDate): NextStep {
  return { actor: 'none', label: `Nothing to do. The certificate is in force through ${dayInWords(expiresOn)}` };
}

export function toStand(since: Temporal.PlainDate): NextStep {
  return { actor: 'none', label: `Out of service since ${dayInWords(since)}; tell the city before it runs again` };
}

export function toRest(): NextStep {
  return { actor: 'none', label: 'The unit is retired' };
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
