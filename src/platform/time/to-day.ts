/** A day that was written down, `YYYY-MM-DD`; nothing stays nothing. */
export function toDay(text: string | null | undefined): Temporal.PlainDate | null {
  return text ? Temporal.PlainDate.from(text) : null;
}
