import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isFree, startsOf } from '../scheduling/slots.rules.js';
import { firstFreeTimes, type InspectorAhead } from './board.rules.js';

const HOURS = { fromMinute: 540, toMinute: 900, slotMinutes: 30 };
const DATES = ['2026-03-03', '2026-03-04', '2026-03-05'];
const [TUESDAY, WEDNESDAY, THURSDAY] = DATES as [string, string, string];

const anInspector = (more: Partial<InspectorAhead> = {}): InspectorAhead => ({
  id: 'one',
  disciplines: ['zoning'],
  capacity: 12,
  visits: [],
  absences: [],
  ...more,
});
const visit = (date: string, fromMinute: number) => ({ date, fromMinute, toMinute: fromMinute + 30 });
const away = (fromDate: string, toDate: string, fromMinute = 0, toMinute = 1440) => ({ fromDate, toDate, fromMinute, toMinute });
const firstOf = (...inspectors: InspectorAhead[]) => firstFreeTimes(inspectors, DATES, HOURS).get('zoning');

it.each<[string, InspectorAhead[], string, number]>([
  ['the first of an empty day', [anInspector()], TUESDAY, 540],
  ['after visits', [anInspector({ visits: [visit(TUESDAY, 540), visit(TUESDAY, 570)] })], TUESDAY, 600],
  ['the day after a full one', [anInspector({ capacity: 1, visits: [visit(TUESDAY, 660)] })], WEDNESDAY, 540],
  ['after an absence of days', [anInspector({ absences: [away('2026-03-01', WEDNESDAY)] })], THURSDAY, 540],
  ['after an absence that ends between two starts', [anInspector({ absences: [away(TUESDAY, TUESDAY, 0, 610)] })], TUESDAY, 630],
  [
    'the earlier one of two inspectors',
    [anInspector({ visits: [visit(TUESDAY, 540)] }), anInspector({ id: 'two', absences: [away(TUESDAY, TUESDAY, 0, 660)] })],
    TUESDAY,
    570,
  ],
])('the first free time is %s', (_name, inspectors, date, startMinute) => {
  expect(firstOf(...inspectors)).toEqual({ date, startMinute });
});

it('there is none without inspectors or days, nor while everyone is away', () => {
  expect(firstOf()).toBeUndefined();
  expect(firstFreeTimes([anInspector()], [], HOURS).size).toBe(0);
  expect(firstOf(anInspector({ absences: [away('2026-03-01', '2026-04-01')] }))).toBeUndefined();
});

it('each discipline has its own', () => {
  const both = anInspector({ disciplines: ['zoning', 'fire'], absences: [away(TUESDAY, TUESDAY)] });
  const zoning = anInspector({ id: 'two', visits: [visit(TUESDAY, 540)] });
  expect(firstFreeTimes([both, zoning], DATES, HOURS)).toEqual(
    new Map([
      ['zoning', { date: TUESDAY, startMinute: 570 }],
      ['fire', { date: WEDNESDAY, startMinute: 540 }],
    ]),
  );
});

it('is what trying every time of every inspector in turn finds', () => {
  const date = fc.constantFrom(...DATES);
  const minute = fc.integer({ min: 0, max: 11 }).map((n) => 540 + 30 * n);
  const inspector = fc.record({
    id: fc.uuid(),
    disciplines: fc.constantFrom(['zoning'], ['fire'], ['zoning', 'fire']),
    capacity: fc.integer({ min: 1, max: 4 }),
    visits: fc
      .uniqueArray(fc.tuple(date, minute), { maxLength: 12, selector: String })
      .map((all) => all.map(([on, from]) => visit(on, from))),
    absences: fc.array(
      fc.tuple(date, date, fc.nat(900), fc.integer({ min: 1, max: 540 })).map(([one, other, from, length]) => {
        const [fromDate, toDate] = [one, other].sort() as [string, string];
        return away(fromDate, toDate, from, from + length);
      }),
      { maxLength: 3 },
    ),
  });
  fc.assert(
    fc.property(fc.uniqueArray(inspector, { maxLength: 4, selector: ({ id }) => id }), (inspectors) => {
      for (const discipline of ['zoning', 'fire']) {
        const all = DATES.flatMap((on) => startsOf(HOURS).map((startMinute) => ({ date: on, startMinute })));
        const expected = all.find(({ date: on, startMinute }) =>
          inspectors.some(({ id, disciplines, capacity, visits, absences }) => {
            const own = visits.filter((one) => one.date === on);
            const off = absences.filter(({ fromDate, toDate }) => fromDate <= on && on <= toDate);
            const taken = [...own, ...off].map(({ fromMinute, toMinute }) => [fromMinute, toMinute] as const);
            const day = { inspectorId: id, capacity, visits: own.length, taken };
            return (disciplines as readonly string[]).includes(discipline) && isFree(day, startMinute, startMinute + HOURS.slotMinutes);
          }),
        );
        expect(firstFreeTimes(inspectors, DATES, HOURS).get(discipline)).toEqual(expected);
      }
    }),
  );
});
