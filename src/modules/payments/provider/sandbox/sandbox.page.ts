import { formatCents } from '../../../../platform/money/money.js';
import { escapeHtml } from '../../../../platform/http/html.js';
import { page } from '../../../../platform/http/html-page.js';
import type { SandboxSession } from './sandbox-bank.js';

/** The hosted page: plain HTML that works without scripts, with a keyboard and in a screen reader. It asks for no card. */
export function sandboxPage(session: SandboxSession, declined: boolean): string {
  const rows = session.lines
    .map(({ description, amountCents }) => `<tr><td>${escapeHtml(description)}</td><td>${formatCents(amountCents)}</td></tr>`)
    .join('');
  const content = `<p class="note">This is a sandbox. No money moves and no card is asked for.</p>
${declined ? '<p class="bad" role="alert">The bank declined the payment. Nothing was charged. You can try again.</p>' : ''}
<table>
<caption>What you pay for</caption>
<thead><tr><th scope="col">Fee</th><th scope="col">Amount</th></tr></thead>
<tbody>${rows}</tbody>
<tfoot><tr><th scope="row">Total</th><th>${formatCents(session.amountCents)}</th></tr></tfoot>
</table>
${session.status === 'open' ? form(session) : over(session)}`;
  return page('Sandbox', `Pay ${session.merchant}`, content);
}

function form({ amountCents, expiresAt }: SandboxSession): string {
  return `<form method="post">
<button name="outcome" value="pay">Pay ${formatCents(amountCents)}</button>
<button class="other" name="outcome" value="decline">Let the bank decline</button>
<button class="other" name="outcome" value="cancel">Cancel and go back</button>
</form>
<p>This page can be used until <time datetime="${expiresAt.toString()}">${expiresAt.toString({ smallestUnit: 'minute' })}</time>.</p>`;
}

function over({ status, returnUrl }: SandboxSession): string {
  const words = status === 'complete' ? 'This has been paid. Thank you.' : 'This page is closed. Nothing was charged.';
  return `<p class="note" role="status">${words}</p>
<p><a href="${escapeHtml(returnUrl)}">Back to the portal</a></p>`;
}
