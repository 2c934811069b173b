import type { PaperContent } from '../../../platform/pdf/paper.js';
import { formatLongDate } from '../../../platform/time/format-long-date.js';
import { groupedCode, letterheadOf, placeFacts, type PaperStanding, type Printing } from '../../official-documents/index.js';
import { type AddressValue, type RecordSummary } from '../../records/index.js';
import { BUSINESS_STATUS_LABELS, IN_FORCE, type BusinessStatus } from '../business-registration.status.js';

/** What a certificate says, kept as it was on the day it was issued. */
export interface BusinessCertificateSnapshot {
  number: string;
  legalName: string;
  dbaName: string | null;
  entityTypeName: string;
  activityName: string;
  naicsCode: string;
  address: AddressValue;
  /** In the order in which they were named. */
  owners: string[];
  conditions: { disciplineName: string; text: string }[];
  registeredOn: string;
  issuedOn: string;
  expiresOn: string;
}

/** The paper that hangs in the business; anyone can check it by its code. */
export function businessCertificate(
  snapshot: BusinessCertificateSnapshot,
  { city, verificationUrl, code, issuedAt }: Printing,
): PaperContent {
  const { conditions, dbaName, legalName } = snapshot;
  return {
    letterhead: letterheadOf(city),
    title: 'Business registration certificate',
    subtitle: dbaName ?? legalName,
    notice: `Hang this certificate where customers can see it. It is good through ${formatLongDate(snapshot.expiresOn)} and for this address alone.`,
    facts: [
      ['Registration', snapshot.number],
      ['Legal name', legalName],
      ...(dbaName ? [['Doing business as', dbaName] as [string, string]] : []),
      ['Legal form', snapshot.entityTypeName],
      ...placeFacts(snapshot.address),
      ['Registered since', formatLongDate(snapshot.registeredOn)],
      ['Issued', formatLongDate(snapshot.issuedOn)],
      ['Valid through', formatLongDate(snapshot.expiresOn)],
    ],
    sections: [
      { heading: 'Activity', lines: [`${snapshot.activityName} (NAICS ${snapshot.naicsCode})`] },
      { heading: 'Owners and principal officers', items: snapshot.owners },
      {
        heading: 'Conditions',
        ...(conditions.length > 0
          ? { items: conditions.map(({ disciplineName, text }) => `${disciplineName}: ${text}`) }
          : { lines: ['None beyond the codes and ordinances of the city.'] }),
      },
    ],
    qr: { text: verificationUrl, caption: `Check this certificate: ${groupedCode(code)}` },
    footer: `${city.departmentName} · ${city.email}`,
    createdAt: issuedAt,
  };
}

/** What the city says of a certificate today, whatever is printed on it. */
export function certificateStanding(
  record: Pick<RecordSummary, 'status' | 'issuedOn' | 'expiresOn'>,
  snapshot: BusinessCertificateSnapshot,
  today: Temporal.PlainDate,
): PaperStanding {
  const status = record.status as BusinessStatus;
  const expiresOn = record.expiresOn ?? Temporal.PlainDate.from(snapshot.expiresOn);
  const inForce = (IN_FORCE as readonly BusinessStatus[]).includes(status);
  // One whose renewal was handed in and paid in time stays in force beyond its last day, until the city is done.
  const ranOut = status === 'active' && Temporal.PlainDate.compare(expiresOn, today) < 0;
  const shown = ranOut ? 'lapsed' : status;
  return {
    valid: inForce && !ranOut,
    status: shown,
    statusLabel: BUSINESS_STATUS_LABELS[shown],
    issuedOn: (record.issuedOn ?? snapshot.registeredOn).toString(),
    expiresOn: expiresOn.toString(),
  };
}
