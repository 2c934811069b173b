/** What a permit's term is made of: the type's, the city's (IRC R105.5). */
export interface Terms {
  /** Days from issue; for a fixed term, to its end. */
  validityDays: number;
  fixedTerm: boolean;
  /** Days from the last passed inspection. */
  inactivityDays: number;
}

/** The last day on which the permit is good. */
export function firstExpiry(issuedOn: Temporal.PlainDate, { validityDays }: Pick<Terms, 'validityDays'>): Temporal.PlainDate {
  return issuedOn.add({ days: validityDays });
}

/** Where a passed inspection moves the date; null when the type has a fixed term. */
export function expiryAfterInspection(
  passedOn: Temporal.PlainDate,
  { fixedTerm, inactivityDays }: Omit<Terms, 'validityDays'>,
): Temporal.PlainDate | null {
  return fixedTerm ? null : passedOn.add({ days: inactivityDays });
}

export function extendedExpiry(expiresOn: Temporal.PlainDate, extensionDays: number): Temporal.PlainDate {
  return expiresOn.add({ days: extensionDays });
}

/** The permit is good through its date. */
export function hasExpired(expiresOn: Temporal.PlainDate, today: Temporal.PlainDate): boolean {
  return Temporal.PlainDate.compare(expiresOn, today) < 0;
}
