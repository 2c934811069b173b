import { escapeHtml } from './html.js';

const STYLE = `
body { font: 1.0625rem/1.5 system-ui, sans-serif; color: #1b1f24; background: #f5f6f8; margin: 0; }
main { max-width: 30rem; margin: 3rem auto; padding: 2rem; background: #fff; border-radius: .5rem; box-shadow: 0 1px 3px #0003; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
.city { color: #57606a; margin: 0 0 .5rem; }
label { display: block; margin: 1rem 0 .25rem; font-weight: 600; }
input, select { font: inherit; width: 100%; box-sizing: border-box; padding: .5rem; border: 1px solid #6e7781; border-radius: .25rem; }
button { font: inherit; font-weight: 600; margin-top: 1.5rem; padding: .6rem 1.25rem; border: 0; border-radius: .25rem; color: #fff; background: #0a4d8c; }
:focus-visible { outline: 3px solid #c66a00; outline-offset: 2px; }
.refusal { border-left: .25rem solid #b3261e; padding: .25rem 0 .25rem 1rem; }
a { color: #0a4d8c; }
.wide { max-width: 72rem; }
.good, .bad, .note { border-left: .4rem solid #0a4d8c; padding: .5rem 1rem; background: #eef4fa; }
.good { border-color: #1a7f37; background: #e6f4ea; }
.bad { border-color: #b3261e; background: #fdecea; }
dt { color: #57606a; font-size: .9rem; margin-top: .75rem; }
dd { margin: 0; font-weight: 600; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 2rem; }
th, td { border-bottom: 1px solid #c9c9c9; padding: .3rem .6rem; text-align: right; font-variant-numeric: tabular-nums; }
th:first-child, td:first-child, caption { text-align: left; }
caption { font-weight: 600; padding: .3rem 0; }
button.other { color: #0a4d8c; background: #fff; border: 2px solid #0a4d8c; }
h2 { margin: 1.5rem 0 .25rem; font-size: 1.2rem; }
code { overflow-wrap: anywhere; }
svg { max-width: 100%; height: auto; }
.away, .closed { color: #57606a; }
.long th, .long td { padding: .2rem .15rem; font-size: .75rem; }
@page { size: letter landscape; margin: 12mm; }
@media print { body { background: #fff; font-size: 10pt; } main { margin: 0; padding: 0; max-width: none; box-shadow: none; } table, tr, svg { break-inside: avoid; } }
`;

export interface PageOptions {
  /** Lists and tables need more room than words. */
  wide?: boolean;
  /** Comes again by itself after so many seconds, without a script. */
  refreshSeconds?: number;
  /** How the heading is meant; screen readers are told of a `status`. */
  heading?: 'good' | 'bad' | 'status';
}

/** A whole page of the portal, without scripts. `content` is HTML, everything else is text. */
export function page(city: string, title: string, content: string, { wide, refreshSeconds, heading }: PageOptions = {}): string {
  const mood = heading === 'status' ? ' role="status"' : heading ? ` class="${heading}"` : '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
${refreshSeconds ? `<meta http-equiv="refresh" content="${refreshSeconds}">\n` : ''}<title>${escapeHtml(title)} – ${escapeHtml(city)}</title>
<style>${STYLE}</style>
</head>
<body>
<main${wide ? ' class="wide"' : ''}>
<p class="city">${escapeHtml(city)}</p>
<h1${mood}>${escapeHtml(title)}</h1>
${content}
</main>
</body>
</html>
`;
}

/** Labels, each with what there is to say of it. */
export function factList(facts: readonly (readonly [label: string, value: string])[]): string {
  return `<dl>${facts.map(([label, value]) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>`).join('')}</dl>`;
}

export function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`;
}
