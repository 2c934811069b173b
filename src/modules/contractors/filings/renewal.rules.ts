/** The first day on which a registration can be renewed. */
export function renewalOpensOn(expiresOn: Temporal.PlainDate, daysBefore: number): Temporal.PlainDate {
  return expiresOn.subtract({ days: daysBefore });
}

/** A renewal is late when it was sent after the last day of the registration. */
export function isLate(expiresOn: Temporal.PlainDate, sentOn: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(sentOn, expiresOn) > 0;
}

/** The last day of a registration that begins on a day: the one before that day comes again, or would, in a month that is too short. */
export function firstTermEndsOn(from: Temporal.PlainDate, termMonths: number): Temporal.PlainDate {
  const again = from.add({ months: termMonths });
  return again.day === from.day ? again.subtract({ days: 1 }) : again;
}

/**
 * The new last day. Sent in time, the new term follows the old one, however long the check took; sent late, it begins on the day it
 * is paid, and so it does when the old one is over by a whole term.
 */
export function renewedUntil(
  expiresOn: Temporal.PlainDate,
  { late, paidOn, termMonths }: { late: boolean; paidOn: Temporal.PlainDate; termMonths: number },
): Temporal.PlainDate {
  const following = firstTermEndsOn(expiresOn.add({ days: 1 }), termMonths);
  return late || Temporal.PlainDate.compare(following, paidOn) < 0 ? firstTermEndsOn(paidOn, termMonths) : following;
}
