import { Injectable } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { CityProfile } from '../city/index.js';
import { portalPaths } from './portal-paths.js';

/** What every letter says of the city. */
@Injectable()
export class LetterFacts {
  readonly city;

  constructor(
    profile: CityProfile,
    private readonly settings: Settings,
  ) {
    const { line1, line2, city, state, zip } = profile.counter.address;
    this.city = {
      name: profile.name,
      department: profile.departmentName,
      phone: profile.phones[0]?.number ?? null,
      email: profile.email,
      counter: [line1, line2, city, `${state} ${zip}`].filter(Boolean).join(', '),
      counterHours: profile.counter.hours.map(({ days, from, to }) => `${daysInWords(days)}, ${clock(from)} to ${clock(to)}`).join('; '),
    };
  }

  get portalUrl(): string {
    return this.settings.frontEndUrl;
  }

  get preferencesUrl(): string {
    return `${this.settings.frontEndUrl}${portalPaths.preferences}`;
  }
}

/** `Monday to Friday`, `Tuesday and Thursday` */
function daysInWords(days: readonly string[]): string {
  const names = days.map((day) => day.charAt(0).toUpperCase() + day.slice(1));
  const week = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
  const first = week.indexOf(names[0]);
  if (names.length > 2 && names.every((name, index) => week[first + index] === name)) return `${names[0]} to ${names.at(-1)}`;
  return new Intl.ListFormat('en-US').format(names);
}

/** `08:30` → `8:30 a.m.` */
function clock(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return `${((hours + 11) % 12) + 1}:${String(minutes).padStart(2, '0')} ${hours < 12 ? 'a.m.' : 'p.m.'}`;
}
