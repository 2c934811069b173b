import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sideOf, daysWith, secondsWith, turn, type ResponsibilityClock } from './responsibility-clock.rules.js';
import { NEXT_STEP_ACTORS, type NextStep } from './records.types.js';

const START = Temporal.Instant.from('2026-03-02T15:00:00Z');
const later = (seconds: number) => START.add({ seconds });
const DAY = 86_400;

function begin(actor: NextStep['actor']): ResponsibilityClock {
  return { actor, label: 'Begin', since: START, waitingSince: START, secondsWithCity: 0, secondsWithApplicant: 0, lastWithCityAt: null };
}

it('counts a contractor’s days with the applicant’s, and nobody’s for nobody', () => {
  const clock = turn(begin('contractor'), { actor: 'none', label: 'Issued' }, later(DAY));
  expect([secondsWith('applicant', clock, later(9 * DAY)), secondsWith('city', clock, later(9 * DAY))]).toEqual([DAY, 0]);
});

it('a new name for the city’s step starts the step’s time, not the wait for the city', () => {
  const clock = turn(begin('city'), { actor: 'city', label: 'Issue the permit' }, later(DAY));
  expect(clock.since).toEqual(later(DAY));
  expect(clock.waitingSince).toEqual(START);
  expect(turn(clock, { actor: 'city', label: 'Issue the permit' }, later(2 * DAY))).toBe(clock);
});

it('knows when the city last had it', () => {
  const back = turn(begin('city'), { actor: 'applicant', label: 'Correct' }, later(DAY));
  expect(back.lastWithCityAt).toEqual(later(DAY));
  expect(turn(back, { actor: 'contractor', label: 'Insure' }, later(2 * DAY)).lastWithCityAt).toEqual(later(DAY));
});

it('counts full days only', () => {
  const waitsForCity = { ...begin('city'), nextStep: { actor: 'city' as const } };
  expect(daysWith('city', waitsForCity, later(DAY - 1))).toBe(0);
  expect(daysWith('city', waitsForCity, later(DAY))).toBe(1);
});

it('loses and invents no second, whatever the turns', () => {
  const turns = fc.array(fc.tuple(fc.constantFrom(...NEXT_STEP_ACTORS), fc.constantFrom('a', 'b'), fc.integer({ min: 0, max: 30 * DAY })), {
    maxLength: 20,
  });
  fc.assert(
    fc.property(turns, (steps) => {
      let clock = begin('applicant');
      let elapsed = 0;
      const expected = { city: 0, applicant: 0 };
      for (const [actor, label, seconds] of steps) {
        const side = sideOf(clock.actor);
        if (side) expected[side] += seconds;
        elapsed += seconds;
        clock = turn(clock, { actor, label }, later(elapsed));
        expect(secondsWith('city', clock, later(elapsed))).toBe(expected.city);
        expect(secondsWith('applicant', clock, later(elapsed))).toBe(expected.applicant);
      }
    }),
  );
});
