import {
  CheckoutExpired,
  FeesAssessed,
  FeesPaid,
  FeesVoided,
  PaymentReceived,
  PaymentRefunded,
  PaymentsService,
  RefundDecided,
} from '../../payments/index.js';
import { type Message, tell } from '../message.js';
import { portalPaths } from '../portal-paths.js';
import { owners, theAccount, thePayer, theRecordsFees } from './recipients.js';
import type { Ask } from '../ask.js';
import type { MessageFacts } from '../message-templates.js';
import { formatCents } from '../../../platform/money/money.js';
import { feesDue } from './shared-facts.js';

/** Owners who did not pay themselves. */
async function ownersBesidesPayer(event: { facts: { recordId: string; paymentId: string } }, ask: Ask): Promise<string[]> {
  const { accountId } = await ask.of(PaymentsService).payment(event.facts.paymentId);
  return (await owners(event, ask)).filter((owner) => owner !== accountId);
}

async function receiptLines(paymentId: string, ask: Ask): Promise<MessageFacts> {
  const { receiptNumber, lines } = await ask.of(PaymentsService).payment(paymentId);
  return {
    rows: [
      ['Receipt', receiptNumber],
      ...lines.map(({ description, recordNumber, amountCents }) => [`${description}, ${recordNumber}`, formatCents(amountCents)]),
    ],
  };
}

export const paymentMessages: Message[] = [
  tell(PaymentReceived, {
    kind: 'payment-received',
    topic: 'essential',
    to: thePayer,
    facts: async ({ facts }, ask) => ({ totalCents: facts.totalCents, ...(await receiptLines(facts.paymentId, ask)) }),
    papers: ({ facts }) => [{ paper: 'receipt', paymentId: facts.paymentId }],
    link: () => portalPaths.payments,
  }),
  tell(PaymentRefunded, {
    kind: 'payment-refunded',
    topic: 'essential',
    to: thePayer,
    facts: ({ facts }) => ({ amountCents: facts.amountCents, reason: facts.reason }),
    link: () => portalPaths.payments,
  }),
  tell(RefundDecided, {
    kind: 'refund-decided',
    to: theAccount,
    facts: ({ facts: { receiptNumber, amountCents, decision, comments } }) => ({
      receiptNumber,
      amountCents,
      approved: decision === 'approved',
      comments,
    }),
    link: theRecordsFees,
  }),
  tell(FeesPaid, {
    kind: 'fees-paid',
    topic: 'payments',
    to: (event, ask) => ownersBesidesPayer(event, ask),
    facts: ({ facts }) => ({ amountCents: facts.amountCents, outstandingCents: facts.outstandingCents }),
    link: theRecordsFees,
  }),
  // What an application costs, or no longer does, is told with the step that changes it.
  tell(FeesAssessed, {
    kind: 'fees-assessed',
    topic: 'payments',
    when: async (event, ask) => event.facts.origin === 'staff' && (await feesDue(event, ask)).feesDueCents > 0,
    to: owners,
    facts: (event, ask) => feesDue(event, ask),
    link: theRecordsFees,
  }),
  tell(FeesVoided, {
    kind: 'fees-voided',
    topic: 'payments',
    when: ({ facts }) => facts.origin === 'staff',
    to: owners,
    facts: (event, ask) => feesDue(event, ask),
    link: theRecordsFees,
  }),
  tell(CheckoutExpired, { kind: 'checkout-expired', topic: 'payments', to: theAccount, link: () => portalPaths.cart }),
];
