import { Injectable } from '@nestjs/common';
import { CityProfile, WEEKDAYS, type Weekday } from '../../city/index.js';
import type { PermitTypeVersion } from './permit-type.js';

export interface CounterGuide {
  /** How to submit it, with address, hours and telephone. */
  instructions: string;
  /** Said to people who look for a way round the counter. */
  warning: string;
}

/** Says how a permit that is not taken online is submitted in this city (`P-02`). */
@Injectable()
export class CounterInstructions {
  constructor(private readonly city: CityProfile) {}

  of(type: PermitTypeVersion): CounterGuide {
    const { channels, hardCopySets, reasonName, oftenMistakenFor } = type.counter!;
    const sets = hardCopySets === 1 ? '1 set' : `${hardCopySets} sets`;
    const verb = channels.map((channel) => (channel === 'mail' ? 'mail' : 'bring')).join(' or ');
    const other = oftenMistakenFor.length > 0 ? ` (such as ${oftenMistakenFor.join(' or ')})` : '';
    return {
      instructions: [
        `${reasonName}.`,
        `${capital(verb)} ${sets} of paper plans with the application to the ${this.city.departmentName}, ${this.address}.`,
        ...(channels.includes('counter') ? [`The counter is open ${this.hours}.`] : []),
        `Questions: ${this.city.phones[0].number} or ${this.city.email}.`,
        ...(type.guidance ? [type.guidance] : []),
      ].join(' '),
      warning: `Please do not apply for this under another permit type${other}: the application would be returned.`,
    };
  }

  private get address(): string {
    const { line1, line2, city, state, zip } = this.city.counter.address;
    return [line1, line2, city, `${state} ${zip}`].filter(Boolean).join(', ');
  }

  private get hours(): string {
    return this.city.counter.hours
      .map(({ days, from, to }) => `${dayNames(days)} from ${twelveHours(from)} to ${twelveHours(to)}`)
      .join(' and ');
  }
}

/** `Monday to Friday`, or the days one by one when they do not follow each other. */
function dayNames(days: readonly Weekday[]): string {
  const order = days.map((day) => WEEKDAYS.indexOf(day)).sort((a, b) => a - b);
  const names = order.map((index) => capital(WEEKDAYS[index]));
  const inARow = order.every((day, index) => day === order[0] + index);
  return inARow && names.length > 2 ? `${names[0]} to ${names.at(-1)}` : names.join(', ');
}

function twelveHours(time: string): string {
  const [hour = '0', minute] = time.split(':');
  return `${Number(hour) % 12 || 12}:${minute} ${Number(hour) < 12 ? 'am' : 'pm'}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
