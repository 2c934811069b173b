import type { PaperContent, PaperSection } from '../../../platform/pdf/paper.js';
import { formatLongDate } from '../../../platform/time/format-long-date.js';
import { groupedCode, letterheadOf, placeFacts, type Printing } from '../../official-documents/index.js';
import { type AddressValue } from '../../records/index.js';

/** What a permit card says, kept as it was on the day it was issued. */
export interface PermitSnapshot {
  number: string;
  typeName: string;
  categoryName: string;
  address: AddressValue;
  description: string;
  applicantName: string;
  contractors: { number: string; businessName: string; classes: string[] }[];
  ownerDoesWork: boolean;
  conditions: { disciplineName: string; text: string }[];
  inspections: { typeName: string; required: boolean }[];
  issuedOn: string;
  expiresOn: string;
  extended: boolean;
}

/** The paper that is posted at the site; anyone can check it by its code. */
export function permitCard(snapshot: PermitSnapshot, { city, verificationUrl, code, issuedAt }: Printing): PaperContent {
  const { address, conditions, inspections } = snapshot;
  return {
    letterhead: letterheadOf(city),
    title: `Permit ${snapshot.number}`,
    subtitle: snapshot.typeName,
    notice: `Post this card where it can be seen from the street ${inspections.length > 0 ? 'until the last inspection has passed' : 'as long as the permit is valid'}.`,
    facts: [
      ...placeFacts(address),
      ['Applicant', snapshot.applicantName],
      ['Issued', formatLongDate(snapshot.issuedOn)],
      [snapshot.extended ? 'Extended through' : 'Valid through', formatLongDate(snapshot.expiresOn)],
    ],
    sections: [
      { heading: 'Work', lines: [`${snapshot.categoryName}: ${snapshot.typeName}`, snapshot.description] },
      contractorsSection(snapshot),
      {
        heading: 'Conditions',
        ...(conditions.length > 0
          ? { items: conditions.map(({ disciplineName, text }) => `${disciplineName}: ${text}`) }
          : { lines: ['None beyond the codes and ordinances of the city.'] }),
      },
      {
        heading: 'Inspections',
        ...(inspections.length > 0
          ? {
              table: {
                columns: [{ header: '', width: 0.3 }, { header: 'Inspection', width: 3 }, { header: 'Passed on' }, { header: 'Inspector' }],
                rows: inspections.map(({ typeName, required }, index) => [
                  String(index + 1),
                  required ? typeName : `${typeName} (if asked for)`,
                  '',
                  '',
                ]),
              },
            }
          : { lines: ['None.'] }),
      },
    ],
    qr: { text: verificationUrl, caption: `Check this permit: ${groupedCode(code)}` },
    footer: `${city.departmentName} · ${city.email}`,
    createdAt: issuedAt,
  };
}

export function contractorsSection({ contractors, ownerDoesWork }: Pick<PermitSnapshot, 'contractors' | 'ownerDoesWork'>): PaperSection {
  if (contractors.length === 0) return { heading: 'Contractors', lines: [ownerDoesWork ? 'The owner does the work.' : 'None named.'] };
  return {
    heading: 'Contractors',
    table: {
      columns: [{ header: 'Contractor', width: 2 }, { header: 'Registration' }, { header: 'Trades' }],
      rows: contractors.map((each) => [each.businessName, each.number, each.classes.join(', ')]),
    },
  };
}
