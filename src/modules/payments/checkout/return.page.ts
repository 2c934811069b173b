import { escapeHtml } from '../../../platform/http/html.js';
import { page, paragraph } from '../../../platform/http/html-page.js';
import type { Checkout } from './checkouts.queries.js';

/** What the payer reads after the provider's page. It refreshes itself while the outcome is open, without a script. */
export function returnPage({ status, processingSince, redirectUrl }: Checkout, cityName: string): string {
  const isProcessing = status === 'open' && processingSince !== null;
  const [heading, words] = isProcessing
    ? ['Your bank is carrying out the payment', 'This can take some days. We write to you as soon as it is done; you need not do anything.']
    : MESSAGES[status];
  const isWaiting = status === 'open' && !isProcessing;
  const goOn = isWaiting && redirectUrl ? `<p><a href="${escapeHtml(redirectUrl)}">Go back to the payment page</a></p>` : '';
  return page(cityName, heading, paragraph(words) + goOn, { heading: 'status', refreshSeconds: isWaiting ? 5 : undefined });
}

const MESSAGES: Record<Checkout['status'], [heading: string, words: string]> = {
  open: ['We are waiting for your payment', 'If you have just paid, this page shows it in a moment. If you have not, nothing was charged.'],
  paid: ['Thank you. Your payment has arrived', 'Your receipt is on its way by e-mail and stands in the portal under your payments.'],
  expired: ['The time for this payment is up', 'Nothing was charged. The fees are still in your cart.'],
  cancelled: ['The payment was cancelled', 'Nothing was charged. What is still due is in your cart.'],
};
