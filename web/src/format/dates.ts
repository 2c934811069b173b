const day = new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' });
const weekday = new Intl.DateTimeFormat('en-US', { weekday: 'long', month: 'long', day: 'numeric', timeZone: 'UTC' });

/** `March 2, 2026` of a civil date. */
export const longDate = (date: string): string => day.format(new Date(`${date}T00:00Z`));

/** `Monday, March 2` of a civil date. */
export const weekdayDate = (date: string): string => weekday.format(new Date(`${date}T00:00Z`));

/** `March 2, 2026, 9:05 AM` of an instant, on the reader's clock. */
export const moment = (instant: string): string => new Date(instant).toLocaleString('en-US', { dateStyle: 'long', timeStyle: 'short' });

/** `March 2, 2026` of an instant, on the reader's clock: in the evening the day in Greenwich is already the next. */
export const dayOf = (instant: string): string => new Date(instant).toLocaleDateString('en-US', { dateStyle: 'long' });

/** `9:00 AM` of a civil time. */
export function clockTime(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const half = hours < 12 ? 'AM' : 'PM';
  return `${hours % 12 || 12}:${String(minutes).padStart(2, '0')} ${half}`;
}
