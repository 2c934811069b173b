import { formatCents, type Cents } from '../../../platform/money/money.js';
import type { CheckoutLine } from './checkouts.queries.js';

/** Stripe takes 100 lines at most; its names may have 250 characters, and longer ones would only be cut. */
const MOST_LINES = 100;
const LONGEST_NAME = 250;

/** What the provider's page shows: a line for each fee, or for each record, or for all when there are very many. */
export function orderLines(lines: readonly CheckoutLine[]): { description: string; amountCents: Cents }[] {
  if (lines.length <= MOST_LINES) {
    return lines.map(({ recordNumber, description, amountCents }) => ({
      description: shortened(`${recordNumber} – ${description}`),
      amountCents,
    }));
  }
  const byRecord = Map.groupBy(lines, ({ recordNumber }) => recordNumber);
  if (byRecord.size <= MOST_LINES) {
    return [...byRecord].map(([recordNumber, fees]) => ({ description: `${recordNumber} – ${fees.length} fees`, amountCents: sum(fees) }));
  }
  return [{ description: `${lines.length} fees on ${byRecord.size} records, ${formatCents(sum(lines))} in all`, amountCents: sum(lines) }];
}

function sum(lines: readonly CheckoutLine[]): Cents {
  return lines.reduce((total, { amountCents }) => total + amountCents, 0);
}

function shortened(name: string): string {
  return name.length <= LONGEST_NAME ? name : `${name.slice(0, LONGEST_NAME - 1)}…`;
}
