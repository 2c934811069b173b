import { describe, expect, it } from '@jest/globals';
import { CivilSchedule } from './civil-schedule.js';

const CITY = 'America/Chicago';
const at = (text: string) => Temporal.Instant.from(text);

function timesBetween(cron: string, from: string, until: string): string[] {
  const schedule = new CivilSchedule(cron, CITY);
  const times: string[] = [];
  for (let next = schedule.next(at(from)); next && Temporal.Instant.compare(next, at(until)) < 0; next = schedule.next(next)) {
    times.push(next.toString());
  }
  return times;
}

it('is due at civil time, summer and winter', () => {
  expect(timesBetween('30 7 * * *', '2026-03-07T00:00:00Z', '2026-03-10T00:00:00Z')).toEqual([
    '2026-03-07T13:30:00Z',
    '2026-03-08T12:30:00Z',
    '2026-03-09T12:30:00Z',
  ]);
});

it('keeps to weekdays', () => {
  expect(timesBetween('0 16 * * 1-5', '2026-03-05T00:00:00Z', '2026-03-10T00:00:00Z')).toEqual([
    '2026-03-05T22:00:00Z',
    '2026-03-06T22:00:00Z',
    '2026-03-09T21:00:00Z',
  ]);
});

it('takes a day of the month or a weekday when both are given, as cron does', () => {
  expect(timesBetween('0 12 15 * 0', '2026-04-10T00:00:00Z', '2026-04-20T00:00:00Z')).toEqual([
    '2026-04-12T17:00:00Z',
    '2026-04-15T17:00:00Z',
    '2026-04-19T17:00:00Z',
  ]);
});

describe('in the night that skips 2:00 to 3:00 (8 March 2026)', () => {
  it('runs what was due in the skipped hour once, an hour later', () => {
    expect(timesBetween('30 2 * * *', '2026-03-07T12:00:00Z', '2026-03-09T12:00:00Z')).toEqual([
      '2026-03-08T08:30:00Z',
      '2026-03-09T07:30:00Z',
    ]);
  });

  it('runs every half hour through', () => {
    expect(timesBetween('*/30 * * * *', '2026-03-08T07:00:00Z', '2026-03-08T09:01:00Z')).toEqual([
      '2026-03-08T07:30:00Z',
      '2026-03-08T08:00:00Z',
      '2026-03-08T08:30:00Z',
      '2026-03-08T09:00:00Z',
    ]);
  });

  it('finds the late run from anywhere in that night', () => {
    const schedule = new CivilSchedule('30 2 * * *', CITY);
    const yesterday = at('2026-03-07T08:30:00Z');
    expect(schedule.latest(yesterday, at('2026-03-08T08:29:00Z'))).toBeUndefined();
    expect(schedule.latest(yesterday, at('2026-03-08T08:30:00Z'))?.toString()).toBe('2026-03-08T08:30:00Z');
    expect(schedule.latest(yesterday, at('2026-03-08T20:00:00Z'))?.toString()).toBe('2026-03-08T08:30:00Z');
  });
});

describe('in the night that repeats 1:00 to 2:00 (1 November 2026)', () => {
  it('runs what is due in the repeated hour once', () => {
    expect(timesBetween('30 1 * * *', '2026-10-31T12:00:00Z', '2026-11-02T12:00:00Z')).toEqual([
      '2026-11-01T06:30:00Z',
      '2026-11-02T07:30:00Z',
    ]);
    expect(timesBetween('30 1 * * *', '2026-11-01T07:00:00Z', '2026-11-01T12:00:00Z')).toEqual([]);
  });

  it('runs every half hour through', () => {
    expect(timesBetween('*/30 * * * *', '2026-11-01T05:31:00Z', '2026-11-01T08:01:00Z')).toEqual([
      '2026-11-01T06:00:00Z',
      '2026-11-01T06:30:00Z',
      '2026-11-01T07:00:00Z',
      '2026-11-01T07:30:00Z',
      '2026-11-01T08:00:00Z',
    ]);
  });
});

it('makes up for a long absence with the latest due time only', () => {
  const schedule = new CivilSchedule('0 4 1 * *', CITY);
  expect(schedule.latest(at('2026-01-15T00:00:00Z'), at('2026-06-20T00:00:00Z'))?.toString()).toBe('2026-06-01T09:00:00Z');
  expect(schedule.latest(at('2026-06-01T09:00:00Z'), at('2026-06-20T00:00:00Z'))).toBeUndefined();
});

it('waits for a leap day', () => {
  expect(new CivilSchedule('0 12 29 2 *', CITY).next(at('2025-01-01T00:00:00Z'))?.toString()).toBe('2028-02-29T18:00:00Z');
});

it.each(['* * * *', '0 0 12 * * *', '61 * * * *', 'noon', '0 12 31 2 *'])('refuses %j', (cron) => {
  expect(() => new CivilSchedule(cron, CITY)).toThrow();
});
