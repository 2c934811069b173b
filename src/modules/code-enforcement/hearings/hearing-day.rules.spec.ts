import { expect, it } from '@jest/globals';
import { clockTime, hearingProblems, minuteOf } from './hearing-day.rules.js';

const today = Temporal.PlainDate.from('2026-03-05');
const problemsOf = (date: string, time = '09:00', isBusinessDay = true) =>
  hearingProblems(Temporal.PlainDate.from(date), time, {
    weekday: 'thursday',
    from: '09:00',
    to: '12:00',
    noticeDays: 10,
    today,
    isBusinessDay,
  }).map(({ pointer, detail }) => `${pointer} ${detail}`);

it('takes the city’s day and hours, far enough ahead', () => {
  expect(problemsOf('2026-03-19')).toEqual([]);
  expect(problemsOf('2026-03-26', '12:00')).toEqual([]);
});

it('names each rule that a day or time breaks', () => {
  expect(problemsOf('2026-03-20')).toEqual(["/date must be a Thursday, the city's day for hearings"]);
  expect(problemsOf('2026-03-12')).toEqual(['/date must be 10 days ahead or more: 2026-03-15 at the earliest']);
  expect(problemsOf('2026-03-19', '08:30')).toEqual(['/time must be between 09:00 and 12:00']);
  expect(problemsOf('2026-11-26', '09:00', false)).toEqual(['/date must be no holiday of the city']);
  expect(problemsOf('2027-03-11')).toEqual(['/date must be within a year']);
});

it('reads and writes times of day', () => {
  expect([minuteOf('09:30'), clockTime(570)]).toEqual([570, '09:30']);
});
