import type { BusinessDetails } from '../business-details.js';

/** One thing that is not as it was last year, in words. */
export interface DetailChange {
  /** `/location/address/line1` */
  pointer: string;
  before: string | null;
  after: string | null;
}

/** Where the city's list has a place on its map is nothing that an owner says. */
const UNSAID = ['/location/address/latitude', '/location/address/longitude'];

/** What differs between two descriptions of a business, field by field, in the order of the first. */
export function changesBetween(before: BusinessDetails, after: BusinessDetails): DetailChange[] {
  const [was, is] = [leavesOf(before), leavesOf(after)];
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((pointer) => !UNSAID.includes(pointer) && (was.get(pointer) ?? null) !== (is.get(pointer) ?? null))
    .map((pointer) => ({ pointer, before: was.get(pointer) ?? null, after: is.get(pointer) ?? null }));
}

export function changesPlace(before: BusinessDetails, after: BusinessDetails): boolean {
  return changesBetween(before, after).some(({ pointer }) => pointer.startsWith('/location/address/'));
}

/** Whether something changed that the city has to look at again. */
export function callsForReview(changes: readonly DetailChange[], reviewed: readonly string[]): boolean {
  return changes.some(({ pointer }) => reviewed.some((start) => pointer === start || pointer.startsWith(`${start}/`)));
}

/**
 * The last day of a first registration: the end of the calendar year, or of the next one when the renewal would open at once
 * (registered on 20 November: nobody renews after six weeks).
 */
export function firstTermEnd(today: Temporal.PlainDate, opensDaysBefore: number): Temporal.PlainDate {
  const end = endOfYear(today.year);
  return today.until(end).days <= opensDaysBefore ? endOfYear(today.year + 1) : end;
}

/** The last day after a renewal: of the year that follows the term, and of the present one at least. */
export function renewedTermEnd(expiresOn: Temporal.PlainDate, today: Temporal.PlainDate): Temporal.PlainDate {
  return endOfYear(Math.max(expiresOn.year + 1, today.year));
}

/**
 * Which reminder has come due, in days before the end: the last of those whose day has come, when it was not given yet. One that was
 * missed while the portal was down is not made up for.
 */
export function reminderDue(daysLeft: number, remindDaysBefore: readonly number[], last: number | null): number | null {
  const due = remindDaysBefore.filter((days) => daysLeft <= days);
  if (due.length === 0 || daysLeft < 0) return null;
  const newest = Math.min(...due);
  return last !== null && last <= newest ? null : newest;
}

/**
 * Until when corrections of a renewal are awaited before the registration lapses: through its last day, and when the city asks late, as
 * many days as it gives for them.
 */
export function correctionsDueOn(expiresOn: Temporal.PlainDate, askedOn: Temporal.PlainDate, daysToCorrect: number): Temporal.PlainDate {
  const answerBy = askedOn.add({ days: daysToCorrect });
  return Temporal.PlainDate.compare(answerBy, expiresOn) > 0 ? answerBy : expiresOn;
}

function endOfYear(year: number): Temporal.PlainDate {
  return new Temporal.PlainDate(year, 12, 31);
}

function leavesOf(value: unknown, pointer = '', leaves = new Map<string, string>()): Map<string, string> {
  if (value === undefined || value === null || value === '') return leaves;
  if (typeof value === 'object') {
    for (const [name, part] of Object.entries(value)) leavesOf(part, `${pointer}/${name}`, leaves);
  } else {
    leaves.set(pointer, typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value as string | number));
  }
  return leaves;
}
