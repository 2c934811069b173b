import { describe, expect, it } from '@jest/globals';
import { cycleOn, daysOverdue, inspectionsOf, lateFeeOn, nextCertificateEnd, nextLook, noticesDue, statusOn } from './cycle.rules.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const words = (date: Temporal.PlainDate | null) => date?.toString() ?? null;
const until = (end: string) => ({ acceptanceNeeded: false, certificateExpiresOn: day(end) });

describe('V-01 the cycle', () => {
  it('begins 60 days before the certificate’s last day', () => {
    expect(cycleOn(day('2026-03-01'), until('2026-05-01'), 60)).toBeNull();
    expect(cycleOn(day('2026-03-02'), until('2026-05-01'), 60)).toMatchObject({ kind: 'annual' });
  });

  it('is an acceptance without a certificate, and when one is asked for', () => {
    expect(cycleOn(day('2026-03-02'), { acceptanceNeeded: true, certificateExpiresOn: null }, 60)).toEqual({
      kind: 'acceptance',
      dueOn: null,
    });
    expect(cycleOn(day('2026-03-02'), { ...until('2026-01-01'), acceptanceNeeded: true }, 60)).toMatchObject({ kind: 'acceptance' });
  });

  it('is due on the last day and overdue on the next', () => {
    const cycle = { kind: 'annual' as const, dueOn: day('2026-05-01') };
    expect(statusOn(day('2026-05-01'), cycle)).toBe('due');
    expect(statusOn(day('2026-05-02'), cycle)).toBe('overdue');
    expect(daysOverdue(day('2026-05-01'), day('2026-05-01'))).toBe(0);
    expect(daysOverdue(day('2026-05-31'), day('2026-05-01'))).toBe(30);
    expect(statusOn(day('2026-05-02'), { kind: 'acceptance', dueOn: null })).toBe('pending');
    expect(statusOn(day('2026-05-02'), null)).toBe('active');
  });
});

describe('V-01 the next certificate', () => {
  it('follows the present one without a gap', () => {
    expect(words(nextCertificateEnd(day('2026-03-02'), day('2026-05-01'), 12))).toBe('2027-05-01');
    expect(words(nextCertificateEnd(day('2026-05-01'), day('2026-05-01'), 12))).toBe('2027-05-01');
    expect(words(nextCertificateEnd(day('2027-12-30'), day('2028-02-29'), 12))).toBe('2029-02-28');
  });

  it('starts anew when that has run out, or there was none', () => {
    expect(words(nextCertificateEnd(day('2026-05-02'), day('2026-05-01'), 12))).toBe('2027-05-02');
    expect(words(nextCertificateEnd(day('2026-03-02'), null, 12))).toBe('2027-03-02');
  });
});

describe('V-01 the inspections', () => {
  const months = { 'category-1': 12, 'category-3': 36, 'category-5': 60 };
  const asked = (last: object, end = '2027-05-01') =>
    inspectionsOf(
      'annual',
      day(end),
      ['category-1', 'category-5'],
      { lastCategory1On: null, lastCategory3On: null, lastCategory5On: null, ...last },
      (test) => months[test],
    );

  it('are the annual one and the tests that would not stay in date until the next end', () => {
    expect(asked({ lastCategory1On: day('2026-05-01'), lastCategory5On: day('2022-05-01') })).toEqual(['annual']);
    expect(asked({ lastCategory1On: day('2026-04-30'), lastCategory5On: day('2022-04-30') })).toEqual([
      'annual',
      'category-1',
      'category-5',
    ]);
  });

  it('are all tests when nobody knows when they were', () => {
    expect(asked({})).toEqual(['annual', 'category-1', 'category-5']);
  });

  it('are the acceptance alone for a first certificate', () => {
    const never = { lastCategory1On: null, lastCategory3On: null, lastCategory5On: null };
    expect(inspectionsOf('acceptance', day('2027-03-02'), ['category-1'], never, () => 12)).toEqual(['acceptance']);
  });
});

describe('V-01 reminders', () => {
  it('come on their days, each once, and together when days were missed', () => {
    expect(noticesDue(0, [0, 30, 60], [])).toEqual([]);
    expect(noticesDue(1, [0, 30, 60], [])).toEqual([0]);
    expect(noticesDue(29, [0, 30, 60], [0])).toEqual([]);
    expect(noticesDue(75, [60, 0, 30], [0])).toEqual([30, 60]);
  });

  it('charge late only those who were told in time', () => {
    expect(words(lateFeeOn(day('2026-05-01'), day('2026-03-02'), 30))).toBe('2026-05-31');
    expect(words(lateFeeOn(day('2025-05-01'), day('2026-03-02'), 30))).toBe('2026-04-01');
  });
});

describe('V-01 the next day to look', () => {
  const terms = { opensDaysBefore: 60, noticeDays: [0, 30, 60] };
  const cycle = { kind: 'annual' as const, dueOn: day('2026-05-01'), noticesGiven: [] as number[], lateFeeOn: null, correctionsDueOn: [] };

  it.each([
    ['a certificate in force', '2026-03-01', null, '2026-03-02'],
    ['a renewal under way', '2026-03-02', cycle, '2026-05-02'],
    ['a first notice given', '2026-05-02', { ...cycle, noticesGiven: [0] }, '2026-05-31'],
    ['a late fee to come', '2026-05-02', { ...cycle, noticesGiven: [0], lateFeeOn: day('2026-05-20') }, '2026-05-20'],
    ['corrections to come', '2026-03-02', { ...cycle, correctionsDueOn: [day('2026-04-01')] }, '2026-04-02'],
    ['everything said', '2026-08-02', { ...cycle, noticesGiven: [0, 30, 60] }, null],
    ['a first certificate to come', '2026-03-02', { ...cycle, kind: 'acceptance' as const, dueOn: null }, null],
  ])('with %s', (_what, today, open, expected) => {
    expect(words(nextLook(day(today), { certificateExpiresOn: day('2026-05-01') }, open, terms))).toBe(expected);
  });
});
