import { describe, expect, it } from '@jest/globals';
import { expiryAfterInspection, extendedExpiry, firstExpiry, hasExpired } from './expiry.rules.js';

const date = (text: string) => Temporal.PlainDate.from(text);

describe('the term of a permit', () => {
  it('runs its days from issue, over month ends and leap days', () => {
    expect(firstExpiry(date('2026-03-02'), { validityDays: 180 }).toString()).toBe('2026-08-29');
    expect(firstExpiry(date('2027-12-31'), { validityDays: 60 }).toString()).toBe('2028-02-29');
    expect(firstExpiry(date('2026-06-01'), { validityDays: 14 }).toString()).toBe('2026-06-15');
  });

  it('starts anew with a passed inspection (IRC R105.5), unless it is fixed', () => {
    expect(expiryAfterInspection(date('2026-07-01'), { fixedTerm: false, inactivityDays: 180 })!.toString()).toBe('2026-12-28');
    expect(expiryAfterInspection(date('2026-07-01'), { fixedTerm: true, inactivityDays: 180 })).toBeNull();
  });

  it('is extended from its date, not from the day of the extension', () => {
    expect(extendedExpiry(date('2026-08-29'), 180).toString()).toBe('2027-02-25');
  });

  it('is good through its last day', () => {
    expect(hasExpired(date('2026-08-29'), date('2026-08-29'))).toBe(false);
    expect(hasExpired(date('2026-08-29'), date('2026-08-30'))).toBe(true);
  });
});
