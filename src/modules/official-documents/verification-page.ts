import { escapeHtml } from '../../platform/http/html.js';
import { formatLongDate } from '../../platform/time/format-long-date.js';
import { paperKindOf } from './paper-kinds.js';
import type { VerificationDto } from './verification.dto.js';

/** What somebody sees who scans the QR code of a paper. */
export function verificationPage(cityName: string, answer: VerificationDto): string {
  const { address, issuedOn, expiresOn } = answer;
  const { name, recordName, expires = true } = paperKindOf(answer.kind);
  const facts: [string, string][] = [
    [recordName, answer.number],
    ['For', answer.typeName],
    ...(address
      ? [['At', `${[address.line1, address.line2].filter(Boolean).join(', ')}, ${address.city}, ${address.state} ${address.zip}`] as Fact]
      : []),
    ['Status', answer.statusLabel],
    ...(issuedOn ? [['Issued', formatLongDate(issuedOn)] as Fact] : []),
    ...(expires && expiresOn ? [['Valid through', formatLongDate(expiresOn)] as Fact] : []),
  ];
  const rows = facts.map(([label, value]) => `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>`).join('');
  const replaced = answer.replaced ? '<p>A newer paper has been issued in its place. The dates above are the ones that count.</p>' : '';
  const note = answer.revoked ? '<p>The city has taken this paper back.</p>' : replaced;
  const verdict = answer.valid ? `This ${name} is valid` : `This ${name} is not valid`;
  return page(cityName, verdict, answer.valid ? 'good' : 'bad', `<dl>${rows}</dl>${note}`);
}

/** For a code that is on no paper of the city. */
export function unknownCodePage(cityName: string, detail: string): string {
  return page(cityName, 'We do not know this code', 'bad', `<p>${escapeHtml(detail)}</p>`);
}

function page(cityName: string, heading: string, mood: 'good' | 'bad', body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<title>${escapeHtml(heading)} – ${escapeHtml(cityName)}</title>
<style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}
h1{font-size:1.5rem;padding:.75rem 1rem;border-left:.5rem solid}.good{border-color:#1a7f37;background:#e6f4ea}.bad{border-color:#b42318;background:#fdecea}
dt{color:#555;font-size:.9rem;margin-top:.75rem}dd{margin:0;font-weight:600}</style></head>
<body><main><p>${escapeHtml(cityName)}</p><h1 class="${mood}">${escapeHtml(heading)}</h1>${body}</main></body></html>`;
}

type Fact = [string, string];
