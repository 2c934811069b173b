import { factList, page, paragraph } from '../../platform/http/html-page.js';
import { formatLongDate } from '../../platform/time/format-long-date.js';
import { paperKindOf } from './paper-kinds.js';
import type { VerificationDto } from './verification.dto.js';

/** What somebody sees who scans the QR code of a paper. */
export function verificationPage(cityName: string, answer: VerificationDto): string {
  const { address, issuedOn, expiresOn } = answer;
  const { name, recordName, lastDay = 'Valid through' } = paperKindOf(answer.kind);
  const facts: [string, string][] = [
    [recordName, answer.number],
    ['For', answer.typeName],
    ...(address
      ? [['At', `${[address.line1, address.line2].filter(Boolean).join(', ')}, ${address.city}, ${address.state} ${address.zip}`] as Fact]
      : []),
    ['Status', answer.statusLabel],
    ...(issuedOn ? [['Issued', formatLongDate(issuedOn)] as Fact] : []),
    ...(lastDay && expiresOn && !answer.revoked ? [[lastDay, formatLongDate(expiresOn)] as Fact] : []),
  ];
  const replaced = answer.replaced
    ? paragraph('A newer document has been issued in its place. The dates above are the ones that count.')
    : '';
  const note = answer.revoked ? paragraph('The city has revoked this document.') : replaced;
  const verdict = answer.valid ? `This ${name} is valid` : `This ${name} is not valid`;
  return page(cityName, verdict, factList(facts) + note, { heading: answer.valid ? 'good' : 'bad' });
}

/** For a code that is on no paper of the city. */
export function unknownCodePage(cityName: string, detail: string): string {
  return page(cityName, 'We do not know this code', paragraph(detail), { heading: 'bad' });
}

type Fact = [string, string];
