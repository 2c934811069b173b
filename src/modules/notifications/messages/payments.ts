import { CheckoutExpired, FeesAssessed, FeesPaid, FeesVoided, PaymentReceived, PaymentRefunded } from '../../payments/index.js';
import { type Message, tell } from '../message.js';
import { portalPaths } from '../portal-paths.js';
import { theAccount, thePayer, owners, theRecordsFees } from './recipients.js';

export const paymentMessages: Message[] = [
  tell(PaymentReceived, {
    kind: 'payment-received',
    topic: 'essential',
    to: thePayer,
    facts: async ({ facts }, ask) => ({ totalCents: facts.totalCents, ...(await ask.receiptLines(facts.paymentId)) }),
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
  tell(FeesPaid, {
    kind: 'fees-paid',
    topic: 'payments',
    to: (event, ask) => ask.ownersBesidesPayer(event),
    facts: ({ facts }) => ({ amountCents: facts.amountCents, outstandingCents: facts.outstandingCents }),
    link: theRecordsFees,
  }),
  // What an application costs, or no longer does, is told with the step that changes it.
  tell(FeesAssessed, {
    kind: 'fees-assessed',
    topic: 'payments',
    when: async (event, ask) => event.facts.origin === 'staff' && (await ask.feesDue(event)).feesDueCents > 0,
    to: owners,
    facts: (event, ask) => ask.feesDue(event),
    link: theRecordsFees,
  }),
  tell(FeesVoided, {
    kind: 'fees-voided',
    topic: 'payments',
    when: ({ facts }) => facts.origin === 'staff',
    to: owners,
    facts: (event, ask) => ask.feesDue(event),
    link: theRecordsFees,
  }),
  tell(CheckoutExpired, { kind: 'checkout-expired', topic: 'payments', to: theAccount, link: () => portalPaths.cart }),
];
