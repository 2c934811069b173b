import Holidays from 'date-holidays';
import type { CityHolidays } from './city-profile.js';

/** What date-holidays appends to the name of a holiday that is kept on another day. */
const SUBSTITUTE = ' (substitute day)';

/** The days on which the city is closed, by year: the public holidays of its state, with its own added and left out. */
export class HolidayTable {
  private readonly almanac: Holidays;
  private readonly except: ReadonlySet<string>;
  private readonly years = new Map<number, ReadonlyMap<string, string>>();

  constructor(rules: CityHolidays) {
    this.almanac = almanacOf(rules);
    for (const { name, rule } of rules.extra) this.almanac.setHoliday(rule, { name, type: 'public' });
    this.except = new Set(rules.except);
  }

  /** `YYYY-MM-DD` → name, in the order of the days. */
  of(year: number): ReadonlyMap<string, string> {
    const known = this.years.get(year);
    if (known) return known;
    const days = new Map<string, string>();
    for (const { date, name, type } of this.almanac.getHolidays(year)) {
      const day = date.slice(0, 10);
      if (type !== 'public' || this.except.has(day) || this.except.has(name.replace(SUBSTITUTE, ''))) continue;
      days.set(day, name.replace(SUBSTITUTE, ' (observed)'));
    }
    this.years.set(year, days);
    return days;
  }
}

/** What cannot be used in the holiday rules, as JSON Pointers below `/holidays`. */
export function holidayProblems(rules: CityHolidays): { pointer: string; detail: string }[] {
  const { country, state, region } = rules;
  const known = new Holidays();
  if (!Object.hasOwn(known.getCountries('en'), country))
    return [{ pointer: '/country', detail: 'is not a country whose holidays are known' }];
  if (state !== undefined && !Object.hasOwn(known.getStates(country, 'en') ?? {}, state)) {
    return [{ pointer: '/state', detail: `is not a state of ${country} whose holidays are known` }];
  }
  if (region !== undefined && !Object.hasOwn((state && known.getRegions(country, state, 'en')) || {}, region)) {
    return [{ pointer: '/region', detail: `is not a region of ${state} whose holidays are known` }];
  }

  const almanac = almanacOf(rules);
  const names = new Set(
    [2024, 2025, 2026, 2027].flatMap((year) => almanac.getHolidays(year).map(({ name }) => name.replace(SUBSTITUTE, ''))),
  );
  return [
    ...rules.extra.flatMap(({ name, rule }, index) =>
      parses(almanac, rule, name)
        ? []
        : [
            {
              pointer: `/extra/${index}/rule`,
              detail: 'must be a date such as 2026-06-01 or 12-24, or a rule such as "1st monday in September"',
            },
          ],
    ),
    ...rules.except.flatMap((exception, index) =>
      names.has(exception) || /^\d{4}-\d{2}-\d{2}$/.test(exception)
        ? []
        : [
            {
              pointer: `/except/${index}`,
              detail: `must be a date such as 2026-06-01 or one of these holidays: ${[...names].sort().join(', ')}`,
            },
          ],
    ),
  ];
}

function almanacOf({ country, state, region }: CityHolidays): Holidays {
  const options = { languages: 'en-US' };
  if (state && region) return new Holidays(country, state, region, options);
  return state ? new Holidays(country, state, options) : new Holidays(country, options);
}

function parses(almanac: Holidays, rule: string, name: string): boolean {
  try {
    return almanac.setHoliday(rule, { name, type: 'public' });
  } catch {
    return false;
  }
}
