import type { PaperContent } from '../../../platform/pdf/paper.js';
import { formatLongDate } from '../../../platform/time/format-long-date.js';
import { groupedCode, letterheadOf, placeFacts, type Printing } from '../../official-documents/index.js';
import { contractorsSection, type PermitSnapshot } from './permit-card.js';

/** What a certificate of completion says: the card's facts, and what was inspected. */
export type CompletionSnapshot = Pick<
  PermitSnapshot,
  'number' | 'typeName' | 'categoryName' | 'address' | 'description' | 'applicantName' | 'contractors' | 'ownerDoesWork' | 'issuedOn'
> & {
  finaledOn: string;
  passed: { typeName: string; on: string }[];
};

/** The paper that closes a permit: all inspections have passed (`I-04`). */
export function completionCertificate(snapshot: CompletionSnapshot, { city, verificationUrl, code, issuedAt }: Printing): PaperContent {
  const { address, passed } = snapshot;
  return {
    letterhead: letterheadOf(city),
    title: 'Certificate of Completion',
    subtitle: `Permit ${snapshot.number}: ${snapshot.typeName}`,
    notice: 'All required inspections of this permit have passed. Keep this certificate with the papers of the property.',
    facts: [
      ...placeFacts(address),
      ['Applicant', snapshot.applicantName],
      ['Permit issued', formatLongDate(snapshot.issuedOn)],
      ['Completed', formatLongDate(snapshot.finaledOn)],
    ],
    sections: [
      { heading: 'Work', lines: [`${snapshot.categoryName}: ${snapshot.typeName}`, snapshot.description] },
      contractorsSection(snapshot),
      {
        heading: 'Inspections',
        table: {
          columns: [{ header: 'Inspection', width: 3 }, { header: 'Passed on' }],
          rows: passed.map(({ typeName, on }) => [typeName, formatLongDate(on)]),
        },
      },
    ],
    qr: { text: verificationUrl, caption: `Check this certificate: ${groupedCode(code)}` },
    footer: `${city.departmentName} · ${city.email}`,
    createdAt: issuedAt,
  };
}
