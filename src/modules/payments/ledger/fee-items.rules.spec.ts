import { expect, it } from '@jest/globals';
import { feeItems } from './fee-items.rules.js';
import type { OutstandingFee } from './fees.queries.js';

const NUMBER = 'ZAS-2026-00017';
const fee = (code: string, description: string, amountCents: number, day: number): OutstandingFee => ({
  feeId: description,
  code,
  description,
  amountCents,
  due: 'before-issuance',
  status: 'due',
  since: Temporal.Instant.from(`2026-03-0${day}T15:00:00Z`),
});

it('P-06 names each unpaid fee with its amount and the way to the cart', () => {
  expect(feeItems([fee('base', 'Permit fee', 7500, 2)], NUMBER)).toEqual([
    {
      kind: 'fee',
      code: 'base',
      label: 'Permit fee',
      waitingOn: 'applicant',
      since: Temporal.Instant.from('2026-03-02T15:00:00Z'),
      amountCents: 7500,
      action: { operationId: 'addToCart', label: 'Pay $75.00', parameters: { recordNumber: NUMBER } },
    },
  ]);
});

it('takes what was charged twice under one code together, since the first time', () => {
  const [only, ...others] = feeItems([fee('reinspection', 'Visit 4', 5000, 4), fee('reinspection', 'Visit 3', 5000, 3)], NUMBER);
  expect(others).toEqual([]);
  expect(only).toMatchObject({ label: 'Visit 4; Visit 3', amountCents: 10_000, since: Temporal.Instant.from('2026-03-03T15:00:00Z') });
});
