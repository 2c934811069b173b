import { escapeHtml } from '../../../platform/http/html.js';
import type { Checkout } from './checkouts.queries.js';

/** What the payer reads after the provider's page. It refreshes itself while the outcome is open, without a script. */
export function returnPage({ status, processingSince, redirectUrl }: Checkout, cityName: string): string {
  const isProcessing = status === 'open' && processingSince !== null;
  const [heading, words] = isProcessing
    ? ['Your bank is carrying out the payment', 'This can take some days. We write to you as soon as it is done; you need not do anything.']
    : MESSAGES[status];
  const isWaiting = status === 'open' && !isProcessing;
  const goOn = isWaiting && redirectUrl ? `<p><a href="${escapeHtml(redirectUrl)}">Go back to the payment page</a></p>` : '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
${isWaiting ? '<meta http-equiv="refresh" content="5">' : ''}
<title>${heading}</title>
<style>
body { font: 1.0625rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 3rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff }
</style>
</head>
<body>
<main>
<p>${escapeHtml(cityName)}</p>
<h1 role="status">${heading}</h1>
<p>${words}</p>
${goOn}
</main>
</body>
</html>
`;
}

const MESSAGES: Record<Checkout['status'], [heading: string, words: string]> = {
  open: ['We are waiting for your payment', 'If you have just paid, this page shows it in a moment. If you have not, nothing was charged.'],
  paid: ['Thank you. Your payment has arrived', 'Your receipt is on its way by e-mail and stands in the portal under your payments.'],
  expired: ['The time for this payment is up', 'Nothing was charged. The fees are still in your cart.'],
  cancelled: ['The payment was cancelled', 'Nothing was charged. What is still due is in your cart.'],
};
