import { escapeHtml } from '../../../platform/http/html.js';
import { page, paragraph } from '../../../platform/http/html-page.js';
import type { CheckoutFacts } from './checkouts.queries.js';

/** What the payer reads after the provider's page. It refreshes itself while the outcome is open, without a script. */
export function returnPage({ status, processingSince, redirectUrl }: CheckoutFacts, cityName: string): string {
  const isProcessing = status === 'open' && processingSince !== null;
  const [heading, words] = isProcessing
    ? [
        'Your bank is processing the payment',
        'This can take several days. We will write to you as soon as it is done. There is nothing you need to do.',
      ]
    : MESSAGES[status];
  const isWaiting = status === 'open' && !isProcessing;
  const goOn = isWaiting && redirectUrl ? `<p><a href="${escapeHtml(redirectUrl)}">Go back to the payment page</a></p>` : '';
  return page(cityName, heading, paragraph(words) + goOn, { heading: 'status', refreshSeconds: isWaiting ? 5 : undefined });
}

const MESSAGES: Record<CheckoutFacts['status'], [heading: string, words: string]> = {
  open: ['We are waiting for your payment', 'If you have just paid, this page shows it in a moment. If you have not, nothing was charged.'],
  paid: [
    'Thank you. Your payment has arrived',
    'Your receipt is on its way by e-mail, and you can find it in the portal under your payments.',
  ],
  expired: ['This checkout has expired', 'Nothing was charged. The fees are still in your cart.'],
  cancelled: ['The payment was cancelled', 'Nothing was charged. What is still due is in your cart.'],
};
