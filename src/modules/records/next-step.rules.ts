import type { NextStep, NextStepActor } from './records.types.js';

/** Where a record stands between the two courts. */
export interface Court {
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
export function courtOf(actor: NextStepActor): 'city' | 'applicant' | null {
  if (actor === 'none') return null;
  return actor === 'city' ? 'city' : 'applicant';
}

/** Names the next step. Time spent so far is added to the side that had to act when the side changes. */
export function turn(court: Court, next: NextStep, now: Temporal.Instant): Court {
  if (court.actor === next.actor) return court.label === next.label ? court : { ...court, label: next.label, since: now };
  return {
    ...next,
    since: now,
    waitingSince: now,
    secondsWithCity: secondsWith('city', court, now),
    secondsWithApplicant: secondsWith('applicant', court, now),
    lastWithCityAt: court.actor === 'city' ? now : court.lastWithCityAt,
  };
}

/** Seconds a record has lain with one side by now, the running turn included. */
export function secondsWith(
  side: 'city' | 'applicant',
  court: Pick<Court, 'actor' | 'waitingSince' | 'secondsWithCity' | 'secondsWithApplicant'>,
  now: Temporal.Instant,
): number {
  const before = side === 'city' ? court.secondsWithCity : court.secondsWithApplicant;
  if (courtOf(court.actor) !== side) return before;
  return before + Math.max(0, Math.floor(now.since(court.waitingSince).total('seconds')));
}

/** Full days of 24 hours. */
export function daysWith(...parameters: Parameters<typeof secondsWith>): number {
  return Math.floor(secondsWith(...parameters) / 86_400);
}
