import { formatCents } from '../../../../platform/money/money.js';
import { escapeHtml } from '../../../../platform/http/html.js';
import type { SandboxSession } from './sandbox-bank.js';

/** The hosted page: plain HTML that works without scripts, with a keyboard and in a screen reader. It asks for no card. */
export function sandboxPage(session: SandboxSession, declined: boolean): string {
  const rows = session.lines
    .map(({ description, amountCents }) => `<tr><td>${escapeHtml(description)}</td><td class="money">${formatCents(amountCents)}</td></tr>`)
    .join('');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Pay ${escapeHtml(session.merchant)} – sandbox</title>
<style>
body { font: 1.0625rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 2rem auto; padding: 0 1rem; color: #1b1b1b; background: #fff }
.note { border-left: .3rem solid #0b5394; padding: .5rem .75rem; background: #eef4fa }
.warning { border-left-color: #a61c00; background: #fdf1ee }
table { width: 100%; border-collapse: collapse; margin: 1.5rem 0 }
th, td { text-align: left; padding: .5rem .25rem; border-bottom: 1px solid #bbb; vertical-align: top }
.money { text-align: right; white-space: nowrap }
button, .button { font: inherit; padding: .6rem 1.1rem; margin: 0 .5rem .5rem 0; border: 2px solid #0b5394; border-radius: .3rem; background: #fff; color: #0b5394; cursor: pointer }
button.main { background: #0b5394; color: #fff }
button:focus-visible, a:focus-visible { outline: 3px solid #ffbf47; outline-offset: 2px }
</style>
</head>
<body>
<main>
<h1>Pay ${escapeHtml(session.merchant)}</h1>
<p class="note">This is a sandbox. No money moves and no card is asked for.</p>
${declined ? '<p class="note warning" role="alert">The bank declined the payment. Nothing was charged. You can try again.</p>' : ''}
<table>
<caption class="note">What you pay for</caption>
<thead><tr><th scope="col">Fee</th><th scope="col" class="money">Amount</th></tr></thead>
<tbody>${rows}</tbody>
<tfoot><tr><th scope="row">Total</th><th class="money">${formatCents(session.amountCents)}</th></tr></tfoot>
</table>
${session.status === 'open' ? form(session) : over(session)}
</main>
</body>
</html>
`;
}

function form({ amountCents, expiresAt }: SandboxSession): string {
  return `<form method="post">
<button class="main" name="outcome" value="pay">Pay ${formatCents(amountCents)}</button>
<button name="outcome" value="decline">Let the bank decline</button>
<button name="outcome" value="cancel">Cancel and go back</button>
</form>
<p>This page can be used until <time datetime="${expiresAt.toString()}">${expiresAt.toString({ smallestUnit: 'minute' })}</time>.</p>`;
}

function over({ status, returnUrl }: SandboxSession): string {
  const words = status === 'complete' ? 'This has been paid. Thank you.' : 'This page is not open any more. Nothing was charged.';
  return `<p class="note" role="status">${words}</p>
<p><a class="button" href="${escapeHtml(returnUrl)}">Back to the portal</a></p>`;
}
