import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { courtOf, daysWith, secondsWith, turn, type Court } from './next-step.rules.js';
import { NEXT_STEP_ACTORS, type NextStep } from './records.types.js';

const START = Temporal.Instant.from('2026-03-02T15:00:00Z');
const later = (seconds: number) => START.add({ seconds });
const DAY = 86_400;

function begin(actor: NextStep['actor']): Court {
  return { actor, label: 'Begin', since: START, waitingSince: START, secondsWithCity: 0, secondsWithApplicant: 0, lastWithCityAt: null };
}

it('counts a contractor’s days with the applicant’s, and nobody’s for nobody', () => {
  const court = turn(begin('contractor'), { actor: 'none', label: 'Issued' }, later(DAY));
  expect([secondsWith('applicant', court, later(9 * DAY)), secondsWith('city', court, later(9 * DAY))]).toEqual([DAY, 0]);
});

it('a new name for the city’s step starts the step’s time, not the wait for the city', () => {
  const court = turn(begin('city'), { actor: 'city', label: 'Issue the permit' }, later(DAY));
  expect(court.since).toEqual(later(DAY));
  expect(court.waitingSince).toEqual(START);
  expect(turn(court, { actor: 'city', label: 'Issue the permit' }, later(2 * DAY))).toBe(court);
});

it('knows when the city last had it', () => {
  const back = turn(begin('city'), { actor: 'applicant', label: 'Correct' }, later(DAY));
  expect(back.lastWithCityAt).toEqual(later(DAY));
  expect(turn(back, { actor: 'contractor', label: 'Insure' }, later(2 * DAY)).lastWithCityAt).toEqual(later(DAY));
});

it('counts full days only', () => {
  expect(daysWith('city', begin('city'), later(DAY - 1))).toBe(0);
  expect(daysWith('city', begin('city'), later(DAY))).toBe(1);
});

it('loses and invents no second, whatever the turns', () => {
  const turns = fc.array(fc.tuple(fc.constantFrom(...NEXT_STEP_ACTORS), fc.constantFrom('a', 'b'), fc.integer({ min: 0, max: 30 * DAY })), {
    maxLength: 20,
  });
  fc.assert(
    fc.property(turns, (steps) => {
      let court = begin('applicant');
      let elapsed = 0;
      const expected = { city: 0, applicant: 0 };
      for (const [actor, label, seconds] of steps) {
        const side = courtOf(court.actor);
        if (side) expected[side] += seconds;
        elapsed += seconds;
        court = turn(court, { actor, label }, later(elapsed));
        expect(secondsWith('city', court, later(elapsed))).toBe(expected.city);
        expect(secondsWith('applicant', court, later(elapsed))).toBe(expected.applicant);
      }
    }),
  );
});
