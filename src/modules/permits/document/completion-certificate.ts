import type { PaperContent } from '../../../platform/pdf/paper.js';
import { inWords } from '../next-step.rules.js';
import { contractorsSection, grouped, letterheadOf, type PermitSnapshot, type Printing } from './permit-card.js';

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
      ['Address', [address.line1, address.line2].filter(Boolean).join(', ')],
      ['City', `${address.city}, ${address.state} ${address.zip}`],
      ...(address.parcelNumber ? [['Parcel', address.parcelNumber] as [string, string]] : []),
      ['Applicant', snapshot.applicantName],
      ['Permit issued', inWords(Temporal.PlainDate.from(snapshot.issuedOn))],
      ['Completed', inWords(Temporal.PlainDate.from(snapshot.finaledOn))],
    ],
    sections: [
      { heading: 'Work', lines: [`${snapshot.categoryName}: ${snapshot.typeName}`, snapshot.description] },
      contractorsSection(snapshot),
      {
        heading: 'Inspections',
        table: {
          columns: [{ header: 'Inspection', width: 3 }, { header: 'Passed on' }],
          rows: passed.map(({ typeName, on }) => [typeName, inWords(Temporal.PlainDate.from(on))]),
        },
      },
    ],
    qr: { text: verificationUrl, caption: `Check this certificate: ${grouped(code)}` },
    footer: `${city.departmentName} · ${city.email}`,
    createdAt: issuedAt,
  };
}
