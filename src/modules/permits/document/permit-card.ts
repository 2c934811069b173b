import type { CityLetterhead, PaperContent, PaperSection } from '../../../platform/pdf/paper.js';
import type { CityProfile } from '../../city/index.js';
import type { AddressValue } from '../../records/index.js';
import { inWords } from '../next-step.rules.js';

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

/** What a paper needs besides its snapshot. */
export interface Printing {
  city: CityProfile;
  verificationUrl: string;
  code: string;
  issuedAt: Temporal.Instant;
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
      ['Address', [address.line1, address.line2].filter(Boolean).join(', ')],
      ['City', `${address.city}, ${address.state} ${address.zip}`],
      ...(address.parcelNumber ? [['Parcel', address.parcelNumber] as [string, string]] : []),
      ['Applicant', snapshot.applicantName],
      ['Issued', inWords(Temporal.PlainDate.from(snapshot.issuedOn))],
      [snapshot.extended ? 'Extended through' : 'Valid through', inWords(Temporal.PlainDate.from(snapshot.expiresOn))],
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
    qr: { text: verificationUrl, caption: `Check this permit: ${grouped(code)}` },
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

export function letterheadOf({ name, departmentName, counter, phones, email }: CityProfile): CityLetterhead {
  const { line1, line2, city, state, zip } = counter.address;
  return {
    cityName: name,
    departmentName,
    lines: [
      [line1, line2].filter(Boolean).join(', '),
      `${city}, ${state} ${zip}`,
      ...phones.slice(0, 1).map((phone) => phone.number),
      email,
    ],
  };
}

/** In groups, as people read and copy it. */
export function grouped(code: string): string {
  return code.match(/.{1,7}/g)!.join('-');
}
