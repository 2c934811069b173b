import { formatCents } from '../../../platform/money/money.js';
import type { OutstandingItem } from '../../records/index.js';
import type { OutstandingFee } from './fees.queries.js';

/** Unpaid fees as things that a record waits for, one for each code. */
export function feeItems(fees: readonly OutstandingFee[], number: string): (OutstandingItem & { amountCents: number })[] {
  return [...Map.groupBy(fees, ({ code }) => code)].map(([code, each]) => {
    const amountCents = each.reduce((sum, fee) => sum + fee.amountCents, 0);
    return {
      kind: 'fee',
      code,
      label: each.map(({ description }) => description).join('; '),
      waitingOn: 'applicant',
      since: each.map(({ since }) => since).sort((one, other) => Temporal.Instant.compare(one, other))[0],
      amountCents,
      action: { operationId: 'addToCart', label: `Pay ${formatCents(amountCents)}`, parameters: { recordNumber: number } },
    };
  });
}
