import type { NextStep, NextStepActor } from './records.types.js';

/** Whose turn it is on a record, since when, and how long each side has had it. */
export interface ResponsibilityClock {
  actor: NextStepActor;
  label: string;
  /** When this step was named. */
  since: Temporal.Instant;
  /** When the ball came to this side. */
  waitingSince: Temporal.Instant;
  secondsWithCity: number;
  secondsWithApplicant: number;
  lastWithCityAt: Temporal.Instant | null;
}

/** Whose time runs; a contractor's delay is the applicant's. */
export function sideOf(actor: NextStepActor): 'city' | 'applicant' | null {
  if (actor === 'none') return null;
  return actor === 'city' ? 'city' : 'applicant';
}

/** Names the next step. Time spent so far is added to the side that had to act when the side changes. */
export function turn(clock: ResponsibilityClock, next: NextStep, now: Temporal.Instant): ResponsibilityClock {
  if (clock.actor === next.actor) return clock.label === next.label ? clock : { ...clock, label: next.label, since: now };
  return {
    ...next,
    since: now,
    waitingSince: now,
    secondsWithCity: secondsWith('city', clock, now),
    secondsWithApplicant: secondsWith('applicant', clock, now),
    lastWithCityAt: clock.actor === 'city' ? now : clock.lastWithCityAt,
  };
}

/** Seconds a record has lain with one side by now, the running turn included. */
export function secondsWith(
  side: 'city' | 'applicant',
  clock: Pick<ResponsibilityClock, 'actor' | 'waitingSince' | 'secondsWithCity' | 'secondsWithApplicant'>,
  now: Temporal.Instant,
): number {
  const before = side === 'city' ? clock.secondsWithCity : clock.secondsWithApplicant;
  if (sideOf(clock.actor) !== side) return before;
  return before + Math.max(0, Math.floor(now.since(clock.waitingSince).total('seconds')));
}

/** The same of a record, in full days of 24 hours. */
export function daysWith(
  side: 'city' | 'applicant',
  { nextStep, ...times }: Omit<Parameters<typeof secondsWith>[1], 'actor'> & { nextStep: { actor: NextStepActor } },
  now: Temporal.Instant,
): number {
  return Math.floor(secondsWith(side, { ...times, actor: nextStep.actor }, now) / 86_400);
}
