import { expect, it } from '@jest/globals';
import { Clock } from '../../platform/time/clock.js';
import { BusinessCalendar } from './business-calendar.js';
import { loadCityProfile } from './load-city-profile.js';

const date = (text: string) => Temporal.PlainDate.from(text);
const clock = new Clock();
const calendar = new BusinessCalendar(loadCityProfile(), clock);

it('I-02 is closed on weekends and on the holidays of the state and the city', () => {
  const closed = {
    '2026-01-01': "New Year's Day",
    '2026-07-03': 'Independence Day (observed)',
    '2026-09-07': 'Labor Day',
    '2026-11-26': 'Thanksgiving Day',
    '2026-11-27': 'Day after Thanksgiving',
    '2026-12-24': 'Christmas Eve',
    '2027-12-31': "New Year's Day (observed)",
  };
  for (const [day, name] of Object.entries(closed)) {
    expect(calendar.holidayOn(date(day))).toBe(name);
    expect(calendar.isBusinessDay(date(day))).toBe(false);
  }
  expect(calendar.isBusinessDay(date('2026-03-07'))).toBe(false);
  expect(calendar.isBusinessDay(date('2026-03-08'))).toBe(false);
});

it('works on public holidays that the city does not keep', () => {
  expect(calendar.holidayOn(date('2026-03-02'))).toBeNull();
  expect(calendar.isBusinessDay(date('2026-03-02'))).toBe(true);
  expect(calendar.isBusinessDay(date('2026-11-03'))).toBe(true);
});

it('counts business days over weekends and holidays, both ways', () => {
  expect(calendar.addBusinessDays(date('2026-11-25'), 1)).toEqual(date('2026-11-30'));
  expect(calendar.addBusinessDays(date('2026-11-30'), -1)).toEqual(date('2026-11-25'));
  expect(calendar.addBusinessDays(date('2026-11-26'), 0)).toEqual(date('2026-11-30'));
  expect(calendar.addBusinessDays(date('2026-03-02'), 0)).toEqual(date('2026-03-02'));
  expect(calendar.businessDaysBetween(date('2026-11-25'), date('2026-12-01'))).toBe(2);
  expect(calendar.businessDaysBetween(date('2026-12-01'), date('2026-11-25'))).toBe(-2);
});

it('counts back what it counted forward, from every day of two years', () => {
  for (let day = date('2026-01-01'); day.year < 2028; day = day.add({ days: 1 })) {
    for (const count of [1, 5, 30]) expect(calendar.businessDaysBetween(day, calendar.addBusinessDays(day, count))).toBe(count);
  }
});

it('keeps civil time across the change of the clocks', () => {
  const half = Temporal.PlainTime.from('07:30');
  expect(calendar.at(date('2026-03-07'), half).toString()).toBe('2026-03-07T13:30:00Z');
  expect(calendar.at(date('2026-03-09'), half).toString()).toBe('2026-03-09T12:30:00Z');
  expect(calendar.at(date('2026-03-08'), Temporal.PlainTime.from('02:30')).toString()).toBe('2026-03-08T08:30:00Z');
  expect(calendar.at(date('2026-11-01'), Temporal.PlainTime.from('01:30')).toString()).toBe('2026-11-01T06:30:00Z');
});

it("has the city's day while it is already tomorrow in Greenwich", () => {
  clock.set(Temporal.Instant.from('2026-03-03T03:00:00Z'));
  expect(calendar.today()).toEqual(date('2026-03-02'));
  expect(calendar.timeOf(Temporal.Instant.from('2026-03-03T03:00:00Z')).toString()).toBe('21:00:00');
});
