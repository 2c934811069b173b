import { expect, it } from '@jest/globals';
import { nextStepOf } from './next-step-of.rules.js';
import type { OutstandingItem } from './outstanding.types.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const fee: OutstandingItem = { kind: 'fee', code: 'base', label: 'Permit fee', waitingOn: 'applicant', amountCents: 7500 };
const letter: OutstandingItem = { kind: 'document', code: 'letter', label: 'Utility letter', waitingOn: 'applicant' };
const lapsed: OutstandingItem = {
  kind: 'contractor',
  code: 'electrical',
  label: 'Electrician: insurance ran out',
  waitingOn: 'contractor',
};
const unnamed: OutstandingItem = {
  ...lapsed,
  label: 'must be named',
  waitingOn: 'applicant',
  step: { says: 'name an electrician' },
  action: { operationId: 'updatePermit', label: 'Name an electrician', parameters: { number: 'ZAS-2026-00017' } },
};
const review: OutstandingItem = {
  kind: 'review',
  code: 'zoning',
  label: 'Zoning review',
  waitingOn: 'city',
  role: 'plan-reviewer',
  dueOn: day('2026-03-09'),
  step: { says: 'the city reviews the plans' },
};
const visit = (name: string, dueOn: string): OutstandingItem => ({
  kind: 'inspection',
  code: name,
  label: `${name} inspection`,
  waitingOn: 'applicant',
  dueOn: day(dueOn),
  step: { says: 'schedule the inspection', about: name },
});
const of = (...items: OutstandingItem[]) => nextStepOf({ items, otherwise: 'Valid through March 16, 2026' });

it('R-03 says in one line all that the applicant has to do', () => {
  expect(of(fee)).toEqual({ actor: 'applicant', label: 'Pay $75.00' });
  expect(of(fee, { ...fee, code: 'review', amountCents: 2550 }, letter, lapsed)).toEqual({
    actor: 'applicant',
    label: 'Pay $100.50 and upload “Utility letter”',
  });
  expect(of(letter, { ...letter, code: 'plat' }, unnamed).label).toBe('Upload 2 documents and name an electrician');
  expect(of(fee, letter, unnamed).label).toBe('Pay $75.00, upload “Utility letter” and name an electrician');
});

it('R-03 waits for the contractor only when nothing is left to the applicant, and for the city when nothing is left to either', () => {
  expect(of(review, lapsed)).toEqual({ actor: 'contractor', label: 'Electrician: insurance ran out' });
  expect(of(lapsed, { ...lapsed, label: 'Plumber: bond ran out' }).label).toBe('Electrician: insurance ran out; Plumber: bond ran out');
  expect(of(review).actor).toBe('city');
});

it('R-03 says once what several items say, and what all of them are about', () => {
  expect(of(fee, visit('Roof', '2026-03-12'), visit('Final', '2026-03-10')).label).toBe(
    'Pay $75.00 and schedule the inspection: Roof, Final',
  );
  expect(of(review, { ...review, code: 'fire' }).label).toBe('The city reviews the plans');
});

it('is due by the first day of the applicant’s, and by the last of the city’s', () => {
  expect(of(visit('Roof', '2026-03-12'), visit('Final', '2026-03-10'), fee).dueOn).toEqual(day('2026-03-10'));
  expect(of(review, { ...review, dueOn: day('2026-03-05') })).toMatchObject({ role: 'plan-reviewer', dueOn: day('2026-03-09') });
});

it('leaves out what stands in the list and does not come next', () => {
  expect(of({ ...fee, isLater: true }, review).label).toBe('The city reviews the plans');
  expect(of({ ...fee, isLater: true })).toEqual({ actor: 'none', label: 'Valid through March 16, 2026' });
});

it('gives the first thing that a button can do', () => {
  expect(of(letter, unnamed).action).toEqual(unnamed.action);
  expect(of(letter)).not.toHaveProperty('action');
});
