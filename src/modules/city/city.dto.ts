import type { BusinessCalendar } from './business-calendar.js';
import type { CityProfile, Weekday } from './city-profile.js';

export class PhoneDto {
  /**
   * What the line is for.
   * @example "Permit counter"
   */
  label: string;

  /** @example "+1 630-555-0130" */
  number: string;
}

export class CounterAddressDto {
  /** @example "77 Civic Center Drive" */
  line1: string;

  /** Suite, floor or room. @example "Suite 100" */
  line2?: string;

  /** @example Fairview */
  city: string;

  /** @example IL */
  state: string;

  /** @example 60501 */
  zip: string;
}

export class OpeningHoursDto {
  /**
   * Days of the week.
   * @example ["monday", "tuesday", "wednesday", "thursday", "friday"]
   */
  days: Weekday[];

  /**
   * Civil time, `HH:mm`.
   * @example 08:00
   */
  from: string;

  /**
   * Civil time, `HH:mm`.
   * @example 16:30
   */
  to: string;
}

export class CounterDto {
  /** Where to go or to mail to. */
  address: CounterAddressDto;

  /** Closed on the days of `holidays` all the same. */
  hours: OpeningHoursDto[];

  /** Whether the counter is open at this moment. */
  openNow: boolean;
}

export class DistrictDto {
  /**
   * Names it in the API.
   * @example east
   */
  code: string;

  /** @example "East side" */
  name: string;

  /**
   * The ZIP codes that make it up.
   * @example ["60501", "60505"]
   */
  zips: string[];
}

export class InspectionHoursDto extends OpeningHoursDto {
  /**
   * Length of an appointment, in minutes.
   * @example 30
   */
  slotMinutes: number;

  /**
   * How many business days ahead one can book.
   * @example 30
   */
  bookAheadBusinessDays: number;

  /**
   * Until when, on the business day before, an appointment can be booked or changed; `HH:mm`.
   * @example 16:00
   */
  changeUntil: string;

  /** The parts of the city that inspectors look after; empty when it has none. */
  districts: DistrictDto[];
}

export class CallHoursDto {
  /**
   * Civil time, `HH:mm`.
   * @example 07:30
   */
  from: string;

  /**
   * Civil time, `HH:mm`.
   * @example 08:30
   */
  to: string;
}

export class HolidayDto {
  /**
   * Civil date.
   * @example 2026-11-26
   */
  date: string;

  /** @example "Thanksgiving Day" */
  name: string;
}

export class CityDto {
  /** @example "City of Fairview" */
  name: string;

  /**
   * The department that issues permits.
   * @example "Building & Permits Department"
   */
  departmentName: string;

  /**
   * IANA name of the time zone in which all civil dates and times of the API are meant.
   * @example America/Chicago
   */
  timeZone: string;

  /**
   * Today in the city.
   * @example 2026-03-02
   */
  today: string;

  /** @example permits@fairview.example */
  email: string;

  /**
   * The address that messages come from, for people to let through their spam filter.
   * @example permits@fairview.example
   */
  senderEmail: string;

  /** Telephone numbers, each with what it is for. */
  phones: PhoneDto[];

  /** @example https://www.fairview.example/permits */
  website: string | null;

  counter: CounterDto;

  /** When inspections take place. */
  inspection: InspectionHoursDto;

  /** When inspectors answer their phones on the morning of an inspection. */
  inspectorCallHours: CallHoursDto;

  /** The days of this and the next year on which the city is closed. */
  holidays: HolidayDto[];
}

export function toCityDto(profile: CityProfile, calendar: BusinessCalendar, now: Temporal.Instant): CityDto {
  const today = calendar.dateOf(now);
  const { counter, inspection, inspectorCallHours } = profile;
  return {
    name: profile.name,
    departmentName: profile.departmentName,
    timeZone: profile.timeZone,
    today: today.toString(),
    email: profile.email,
    senderEmail: profile.sender.email,
    phones: profile.phones.map(({ label, number }) => ({ label, number })),
    website: profile.website ?? null,
    counter: {
      address: { ...counter.address },
      hours: counter.hours.map(({ days, from, to }) => ({ days: [...days], from, to })),
      openNow: calendar.isOpen(counter.hours, now),
    },
    inspection: {
      days: [...inspection.days],
      from: inspection.from,
      to: inspection.to,
      slotMinutes: inspection.slotMinutes,
      bookAheadBusinessDays: inspection.bookAheadBusinessDays,
      changeUntil: inspection.changeUntil,
      districts: (inspection.districts ?? []).map(({ code, name, zips }) => ({ code, name, zips: [...zips] })),
    },
    inspectorCallHours: { ...inspectorCallHours },
    holidays: [today.year, today.year + 1]
      .flatMap((year) => calendar.holidaysOf(year))
      .map(({ date, name }) => ({ date: date.toString(), name })),
  };
}
