import { describe, expect, it } from '@jest/globals';
import type { BusinessDetails } from '../business-details.js';
import { callsForReview, changesBetween, correctionsDueOn, firstTermEnd, reminderDue, renewedTermEnd } from './renewal.rules.js';

const day = (text: string) => Temporal.PlainDate.from(text);

const DETAILS: BusinessDetails = {
  business: {
    legalName: 'Demo Bakery LLC',
    entityType: 'llc',
    activity: 'retail',
    activityDescription: 'Bakes bread',
    nonProfit: false,
    openedOn: '2026-04-01',
  },
  location: {
    address: { line1: '12 Maple Street', city: 'Fairview', state: 'IL', zip: '60501' },
    homeBased: false,
    squareFeet: 1800,
    employees: 6,
    fireSuppression: true,
    hazardousMaterials: false,
  },
  contacts: {
    owners: [
      { name: 'Demo Owner', phone: '555-010-1234', address: { line1: '1 Elm Street', city: 'Fairview', state: 'IL', zip: '60501' } },
    ],
    localManager: { name: 'Demo Manager', phone: '555-010-1235' },
    emergencyContacts: [{ name: 'Demo Neighbor', phone: '555-010-1236' }],
  },
};

describe('B-01 what has changed since last year', () => {
  it('is said field by field, in words', () => {
    const now = {
      ...DETAILS,
      business: { ...DETAILS.business, dbaName: 'Demo Bakery', nonProfit: true },
      contacts: { ...DETAILS.contacts, emergencyContacts: [] },
    };
    expect(changesBetween(DETAILS, now)).toEqual([
      { pointer: '/business/nonProfit', before: 'no', after: 'yes' },
      { pointer: '/contacts/emergencyContacts/0/name', before: 'Demo Neighbor', after: null },
      { pointer: '/contacts/emergencyContacts/0/phone', before: '555-010-1236', after: null },
      { pointer: '/business/dbaName', before: null, after: 'Demo Bakery' },
    ]);
    expect(changesBetween(DETAILS, structuredClone(DETAILS))).toEqual([]);
  });

  it('is nothing when a field was left open and now is empty', () => {
    expect(changesBetween(DETAILS, { ...DETAILS, business: { ...DETAILS.business, dbaName: '' } })).toEqual([]);
  });

  it('goes to the reviewers only where the city says so', () => {
    const changed = (pointer: string) => [{ pointer, before: null, after: 'x' }];
    expect(callsForReview(changed('/business/activity'), ['/business/activity'])).toBe(true);
    expect(callsForReview(changed('/location/address/line1'), ['/location/address'])).toBe(true);
    expect(callsForReview(changed('/business/activityDescription'), ['/business/activity'])).toBe(false);
    expect(callsForReview([], ['/business/activity'])).toBe(false);
  });
});

describe('B-01 the year', () => {
  it('ends with the calendar, or a year later for whoever registers when renewals are open', () => {
    expect(firstTermEnd(day('2026-03-02'), 60).toString()).toBe('2026-12-31');
    expect(firstTermEnd(day('2026-10-31'), 60).toString()).toBe('2026-12-31');
    expect(firstTermEnd(day('2026-11-01'), 60).toString()).toBe('2027-12-31');
    expect(firstTermEnd(day('2026-12-31'), 60).toString()).toBe('2027-12-31');
  });

  it('is followed by the next one, and by the present one at least', () => {
    expect(renewedTermEnd(day('2026-12-31'), day('2026-11-20')).toString()).toBe('2027-12-31');
    expect(renewedTermEnd(day('2026-12-31'), day('2027-02-01')).toString()).toBe('2027-12-31');
    expect(renewedTermEnd(day('2026-12-31'), day('2029-02-01')).toString()).toBe('2029-12-31');
  });
});

it('B-01 corrections are awaited through the last day, or as long as the city gives for them when it asks late', () => {
  const expiresOn = day('2026-12-31');
  expect(correctionsDueOn(expiresOn, day('2026-11-20'), 30).toString()).toBe('2026-12-31');
  expect(correctionsDueOn(expiresOn, day('2027-01-05'), 30).toString()).toBe('2027-02-04');
});

describe('B-01 reminders', () => {
  const DAYS = [60, 30, 7, 0];

  it.each([
    [61, null, null],
    [60, null, 60],
    [59, 60, null],
    [31, 60, null],
    [30, 60, 30],
    [8, 30, null],
    [7, 30, 7],
    [1, 7, null],
    [0, 7, 0],
    [0, 0, null],
    [-1, 7, null],
    // The portal was down for a while.
    [5, 60, 7],
    [20, null, 30],
  ])('%i days before the end, after the one of %s days: %s', (daysLeft, last, due) => {
    expect(reminderDue(daysLeft, DAYS, last)).toBe(due);
  });
});
