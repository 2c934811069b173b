import { inWords } from '../next-step.rules.js';
import type { VerificationDto } from './verification.dto.js';

/** What somebody sees who scans the QR code of a permit card or a certificate of completion. */
export function verificationPage(cityName: string, answer: VerificationDto): string {
  const { address } = answer;
  const isCertificate = answer.kind === 'certificate-of-completion';
  const facts: [string, string][] = [
    ['Permit', answer.number],
    ['For', answer.typeName],
    ['At', `${[address.line1, address.line2].filter(Boolean).join(', ')}, ${address.city}, ${address.state} ${address.zip}`],
    ['Status', answer.statusLabel],
    ['Issued', inWords(Temporal.PlainDate.from(answer.issuedOn))],
    ...(isCertificate ? [] : [['Valid through', inWords(Temporal.PlainDate.from(answer.expiresOn))] as [string, string]]),
  ];
  const rows = facts.map(([label, value]) => `<dt>${escape(label)}</dt><dd>${escape(value)}</dd>`).join('');
  const note = answer.replaced ? '<p>A newer card has been issued for this permit. The dates above are the ones that count.</p>' : '';
  const paper = isCertificate ? 'certificate of completion' : 'permit';
  const verdict = answer.valid ? `This ${paper} is valid` : `This ${paper} is not valid`;
  return page(cityName, verdict, answer.valid ? 'good' : 'bad', `<dl>${rows}</dl>${note}`);
}

/** For a code that is on no paper of the city. */
export function unknownCodePage(cityName: string, detail: string): string {
  return page(cityName, 'We do not know this code', 'bad', `<p>${escape(detail)}</p>`);
}

function page(cityName: string, heading: string, mood: 'good' | 'bad', body: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
<title>${escape(heading)} – ${escape(cityName)}</title>
<style>body{font:1.1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}
h1{font-size:1.5rem;padding:.75rem 1rem;border-left:.5rem solid}.good{border-color:#1a7f37;background:#e6f4ea}.bad{border-color:#b42318;background:#fdecea}
dt{color:#555;font-size:.9rem;margin-top:.75rem}dd{margin:0;font-weight:600}</style></head>
<body><main><p>${escape(cityName)}</p><h1 class="${mood}">${escape(heading)}</h1>${body}</main></body></html>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
