import { expect, it } from '@jest/globals';
import { outstandingOf, type ContractorFacts } from './contractor-outstanding.rules.js';
import { CONTRACTOR_STATUSES, isOver } from './contractor.status.js';

const day = (text: string) => Temporal.PlainDate.from(text);
const facts = (changes: Partial<ContractorFacts> = {}): ContractorFacts => ({
  number: 'CON-2026-00003',
  status: 'active',
  expiresOn: day('2026-12-31'),
  lapsed: [],
  papersDueOn: null,
  filing: null,
  fees: [],
  ...changes,
});
const renewal = { id: 'an-id', kind: 'renewal', status: 'submitted', missing: [], decisionDueOn: day('2026-03-09') } as const;
const fee = { kind: 'fee', code: 'contractor-renewal', label: 'Contractor renewal', waitingOn: 'applicant', amountCents: 10_000 } as const;
const said = (changes: Partial<ContractorFacts>) =>
  outstandingOf(facts(changes)).items.map(({ label, waitingOn, isLater }) => [waitingOn, label, isLater ?? false]);

it('C-02 waits for nobody while everything is in force, and says until when', () => {
  expect(outstandingOf(facts())).toEqual({ items: [], otherwise: 'Nothing to do. Registered until December 31, 2026' });
});

it('C-02 asks for each paper that has run out', () => {
  expect(said({ lapsed: ['Bond', 'Liability insurance'] })).toEqual([
    ['contractor', 'Send the city what is missing or expired: Bond', false],
    ['contractor', 'Send the city what is missing or expired: Liability insurance', false],
  ]);
});

it('C-02 lets the city look at what was sent before it asks for more', () => {
  const uploaded = { lapsed: ['Bond'], papersDueOn: day('2026-03-09') };
  expect(said(uploaded)).toEqual([
    ['city', 'The city reviews the uploaded documents by March 9, 2026', false],
    ['contractor', 'Send the city what is missing or expired: Bond', true],
  ]);
  expect(said({ ...uploaded, status: 'suspended' })[0]).toEqual([
    'city',
    'The city reviews the uploaded documents by March 9, 2026',
    false,
  ]);
});

it('C-01 says what an application or a renewal waits for, step by step', () => {
  expect(said({ filing: renewal, lapsed: ['Bond'] })).toEqual([['city', 'The city reviews the renewal by March 9, 2026', false]]);
  const missing = [{ code: 'certificate', name: 'certificate of insurance' }];
  expect(said({ status: 'pending', filing: { ...renewal, kind: 'application', missing, decisionDueOn: null } })).toEqual([
    ['contractor', 'Upload certificate of insurance', false],
  ]);
  expect(said({ filing: { ...renewal, status: 'returned' } })).toEqual([['contractor', 'Correct the renewal and send it again', false]]);
  expect(said({ filing: { ...renewal, status: 'fee-due' }, fees: [fee], lapsed: ['Bond'] })).toEqual([
    ['contractor', 'Contractor renewal', false],
    ['contractor', 'Send the city what is missing or expired: Bond', true],
  ]);
});

it('has somebody who can act in every status that is not over', () => {
  for (const status of CONTRACTOR_STATUSES) {
    const filing = status === 'pending' ? { ...renewal, kind: 'application' as const } : null;
    const { items, otherwise } = outstandingOf(facts({ status, filing }));
    if (isOver(status)) expect([status, items]).toEqual([status, []]);
    else expect([status, items.length > 0 || otherwise.includes('Registered until')]).toEqual([status, true]);
  }
});
