import type { CategoryTest, CycleKind, InspectionKind, RunningStatus } from '../conveyance.status.js';

type Day = Temporal.PlainDate;

export interface UnitDates {
  acceptanceNeeded: boolean;
  /** The last day of the certificate. */
  certificateExpiresOn: Day | null;
}

export interface WantedCycle {
  kind: CycleKind;
  /** The last day of the certificate that is to be renewed; null before the first one. */
  dueOn: Day | null;
}

/** The cycle that a running unit is in today; null while its certificate is good for long enough. */
export function cycleOn(today: Day, { acceptanceNeeded, certificateExpiresOn }: UnitDates, opensDaysBefore: number): WantedCycle | null {
  if (acceptanceNeeded || !certificateExpiresOn) return { kind: 'acceptance', dueOn: null };
  const opensOn = certificateExpiresOn.subtract({ days: opensDaysBefore });
  return isBefore(today, opensOn) ? null : { kind: 'annual', dueOn: certificateExpiresOn };
}

export function statusOn(today: Day, cycle: WantedCycle | null): RunningStatus {
  if (cycle === null) return 'active';
  if (cycle.dueOn === null) return 'pending';
  return isBefore(cycle.dueOn, today) ? 'overdue' : 'due';
}

/** Days without a certificate: 1 on the first day after its last. */
export function daysOverdue(today: Day, dueOn: Day): number {
  return Math.max(0, dueOn.until(today, { largestUnit: 'days' }).days);
}

/** The last day of the next certificate: it follows the present one without a gap, or starts today when that has run out. */
export function nextCertificateEnd(today: Day, presentEnd: Day | null, validMonths: number): Day {
  return (presentEnd && !isBefore(presentEnd, today) ? presentEnd : today).add({ months: validMonths });
}

/** Where a unit has the date of each test. */
const LAST = { 'category-1': 'lastCategory1On', 'category-3': 'lastCategory3On', 'category-5': 'lastCategory5On' } as const;
export type TestDates = { [Test in CategoryTest as (typeof LAST)[Test]]?: Day | null };

/**
 * The inspections that a cycle asks for: acceptance alone, or the annual one and every test that would not stay in date until the
 * next certificate's end. A test that nobody has a date of is due.
 */
export function inspectionsOf(
  kind: CycleKind,
  certificateEnd: Day,
  tests: readonly CategoryTest[],
  last: TestDates,
  intervalMonths: (test: CategoryTest) => number,
): InspectionKind[] {
  if (kind === 'acceptance') return ['acceptance'];
  const due = tests.filter((test) => {
    const testedOn = last[LAST[test]];
    return !testedOn || isBefore(testedOn.add({ months: intervalMonths(test) }), certificateEnd);
  });
  return ['annual', ...due];
}

/** Notices that have come due and were not given; 0 is given on the first day without a certificate. */
export function noticesDue(overdue: number, noticeDays: readonly number[], given: readonly number[]): number[] {
  return noticeDays.filter((days) => Math.max(days, 1) <= overdue && !given.includes(days)).sort((one, other) => one - other);
}

/** A late fee needs fair warning: its days run from the opening of the cycle when that came after the certificate's end. */
export function lateFeeOn(dueOn: Day, openedOn: Day, days: number): Day {
  return (isBefore(dueOn, openedOn) ? openedOn : dueOn).add({ days });
}

export interface OpenCycleDates extends WantedCycle {
  noticesGiven: readonly number[];
  /** When the late fee is to be charged; null when it was, or is not to be. */
  lateFeeOn: Day | null;
  /** Ends of the terms for corrections, of which the owner was not reminded yet. */
  correctionsDueOn: readonly Day[];
}

/** The next day on which the calendar does something to a running unit. */
export function nextLook(
  today: Day,
  { certificateExpiresOn }: Pick<UnitDates, 'certificateExpiresOn'>,
  cycle: OpenCycleDates | null,
  terms: { opensDaysBefore: number; noticeDays: readonly number[] },
): Day | null {
  if (cycle === null) return certificateExpiresOn?.subtract({ days: terms.opensDaysBefore }) ?? null;
  const days = [...cycle.correctionsDueOn.map((day) => day.add({ days: 1 })), ...(cycle.lateFeeOn ? [cycle.lateFeeOn] : [])];
  if (cycle.dueOn) {
    const { dueOn, noticesGiven } = cycle;
    if (!isBefore(dueOn, today)) days.push(dueOn.add({ days: 1 }));
    days.push(...terms.noticeDays.filter((each) => !noticesGiven.includes(each)).map((each) => dueOn.add({ days: Math.max(each, 1) })));
  }
  return days.reduce<Day | null>((first, day) => (first && !isBefore(day, first) ? first : day), null);
}

export function isBefore(one: Day, other: Day): boolean {
  return Temporal.PlainDate.compare(one, other) < 0;
}
