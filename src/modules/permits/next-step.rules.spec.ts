import { expect, it } from '@jest/globals';
import type { Outstanding } from './issuance/requirements.rules.js';
import { toInspect, toMeet, toPutRight, toReview } from './next-step.rules.js';

const fee: Outstanding = { kind: 'fee', code: 'base', label: 'Permit fee', waitingOn: 'applicant', amountCents: 7500 };
const letter: Outstanding = { kind: 'document', code: 'letter', label: 'Utility letter', waitingOn: 'applicant' };
const lapsed: Outstanding = {
  kind: 'contractor',
  code: 'electrical',
  label: 'Electrical contractor: insurance ran out',
  waitingOn: 'contractor',
};
const unnamed: Outstanding = {
  kind: 'contractor',
  code: 'electrical',
  label: 'must be named',
  waitingOn: 'applicant',
  action: { operationId: 'updatePermit', label: 'Name an electrical contractor' },
};

it('R-03 an approved permit says in one line what its applicant has to do', () => {
  expect(toMeet([fee])).toEqual({ actor: 'applicant', label: 'Pay $75.00' });
  expect(toMeet([fee, { ...fee, code: 'review', amountCents: 2550 }, letter, lapsed])).toEqual({
    actor: 'applicant',
    label: 'Pay $100.50, upload “Utility letter”',
  });
  expect(toMeet([letter, { ...letter, code: 'plat' }, unnamed]).label).toBe('Upload 2 documents, name an electrical contractor');
});

it('R-03 only when nothing is left to the applicant it waits for the contractor', () => {
  expect(toMeet([lapsed])).toEqual({ actor: 'contractor', label: 'Electrical contractor: insurance ran out' });
});

it('R-03 dates are said in words', () => {
  expect(toReview(Temporal.PlainDate.from('2026-03-09')).label).toBe('The city reviews the plans, by March 9, 2026');
  expect(toInspect(null, Temporal.PlainDate.from('2026-03-16'))).toEqual({ actor: 'none', label: 'Valid through March 16, 2026' });
});

it('R-03 the permit in hand, the applicant is told which inspection to schedule', () => {
  expect(toInspect('Post hole', Temporal.PlainDate.from('2026-03-16'))).toEqual({
    actor: 'applicant',
    label: 'Do the work and schedule its inspection: Post hole',
  });
  expect(toPutRight('Post hole').label).toBe('Put right what the inspector found and schedule the re-inspection: Post hole');
});
