/** Made once: making it takes longer than all the rest. */
const LONG = new Intl.DateTimeFormat('en-US', { dateStyle: 'long' });

/** `2026-03-09` → `March 9, 2026` */
export function formatLongDate(day: Temporal.PlainDate | string): string {
  return LONG.format(Temporal.PlainDate.from(day));
}
