// Said by hand: on a slow phone a formatter of the browser costs a tenth of a second to make, before anything is shown.
const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const WEEKDAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** `March 2, 2026` of a civil date. */
export const longDate = (date: string): string => `${monthAndDay(date)}, ${Number(date.slice(0, 4))}`;

/** `Monday, March 2` of a civil date. */
export const weekdayDate = (date: string): string => `${WEEKDAYS[new Date(`${date}T00:00Z`).getUTCDay()]}, ${monthAndDay(date)}`;

const monthAndDay = (date: string): string => `${MONTHS[Number(date.slice(5, 7)) - 1]} ${Number(date.slice(8, 10))}`;

/** `March 2, 2026, 9:05 AM` of an instant, on the reader's clock. */
export function moment(instant: string): string {
  const at = new Date(instant);
  return `${dayOf(instant)}, ${clockTime(`${at.getHours()}:${at.getMinutes()}`)}`;
}

/** `March 2, 2026` of an instant, on the reader's clock: in the evening the day in Greenwich is already the next. */
export function dayOf(instant: string): string {
  const at = new Date(instant);
  return `${MONTHS[at.getMonth()]} ${at.getDate()}, ${at.getFullYear()}`;
}

/** `9:00 AM` of a civil time. */
export function clockTime(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const half = hours < 12 ? 'AM' : 'PM';
  return `${hours % 12 || 12}:${String(minutes).padStart(2, '0')} ${half}`;
}
