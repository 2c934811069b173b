import { expect, it } from '@jest/globals';
import { deadlineProblems } from './deadline.rules.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const today = day('2026-03-05');
const isBusinessDay = ({ dayOfWeek }: Temporal.PlainDate) => dayOfWeek < 6;
const detailOf = (text: string, replaces?: string) =>
  deadlineProblems(day(text), today, isBusinessDay, replaces ? day(replaces) : null).map(({ detail }) => detail);

it('takes a business day that is not past', () => {
  expect(detailOf('2026-03-05')).toEqual([]);
  expect(detailOf('2026-03-16')).toEqual([]);
  expect(detailOf('2026-03-30', '2026-03-16')).toEqual([]);
});

it('refuses the past, weekends, the far future and what gives no more time', () => {
  expect(detailOf('2026-03-04')).toEqual(['must not be in the past']);
  expect(detailOf('2026-03-07')).toEqual(['must be a business day, no weekend and no holiday of the city']);
  expect(detailOf('2029-03-05')).toEqual(['must be within two years']);
  expect(detailOf('2026-03-16', '2026-03-16')).toEqual(['must be later than the date in force, 2026-03-16']);
});
