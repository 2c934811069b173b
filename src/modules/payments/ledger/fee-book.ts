import type { Cents } from '../../../platform/money/money.js';
import type { FeeDue } from '../fees/fee-schedule.js';
import type { FeeLineKind, FeeStatus } from './fee.status.js';

/** What was assessed: by the fee schedule, or line by line by staff. */
export type FeeOrigin = 'schedule' | 'staff';

/** One line of the ledger. Never edited or deleted: another line corrects it. */
export interface LedgerLine {
  id: string;
  kind: FeeLineKind;
  origin: FeeOrigin;
  code: string;
  description: string;
  basis: string;
  amountCents: Cents;
  due: FeeDue;
  /** Null on a line that changes another: it stands as that one stands. */
  status: FeeStatus | null;
  adjustsId: string | null;
  reversesId: string | null;
  /** Of a credit: the paid charge whose money it passes on. */
  sourceId: string | null;
  superseded: boolean;
  /** What a payment paid for this charge, and how much of that went back. */
  paidCents: Cents;
  refundedCents: Cents;
}

/** A charge with the lines that change it. */
export interface Charge extends LedgerLine {
  status: FeeStatus;
  waivers: LedgerLine[];
  /** Credits that still stand on it. */
  credits: LedgerLine[];
  /** What it comes to with all lines that change it. */
  netCents: Cents;
}

/** The fee lines of one record, put together. */
export interface FeeBook {
  charges: Charge[];
  /** Money of replaced charges that no other charge needed: the payer gets it back, or the next fee uses it. */
  unusedCredits: LedgerLine[];
}

export function feeBook(lines: readonly LedgerLine[]): FeeBook {
  const reversed = new Set(lines.map(({ reversesId }) => reversesId));
  const charges = lines
    .filter(({ kind }) => kind === 'charge')
    .map((charge): Charge => {
      const changes = lines.filter(({ adjustsId }) => adjustsId === charge.id);
      return {
        ...charge,
        status: charge.status!,
        waivers: changes.filter(({ kind }) => kind === 'waiver'),
        credits: changes.filter(({ kind, id }) => kind === 'credit' && !reversed.has(id)),
        netCents: changes.reduce((net, { amountCents }) => net + amountCents, charge.amountCents),
      };
    });
  const unusedCredits = lines.filter(({ kind, adjustsId, status }) => kind === 'credit' && adjustsId === null && status === 'due');
  return { charges, unusedCredits };
}
