import type { PaperContent } from '../../../platform/pdf/paper.js';
import { formatLongDate } from '../../../platform/time/format-long-date.js';
import { groupedCode, letterheadOf, placeFacts, type PaperStanding, type Printing } from '../../official-documents/index.js';
import { type AddressValue, type RecordSummary } from '../../records/index.js';
import { CONVEYANCE_STATUS_LABELS, IN_FORCE, type ConveyanceStatus } from '../conveyance.status.js';

/** What a certificate says, kept as it was on the day it was issued. It hangs in the unit, so it names no people. */
export interface CertificateSnapshot {
  title: string;
  number: string;
  stateRegistrationNumber: string;
  typeName: string;
  address: AddressValue;
  buildingName: string | null;
  locationInBuilding: string | null;
  manufacturer: string | null;
  serialNumber: string | null;
  landings: number | null;
  capacityLbs: number | null;
  speedFpm: number | null;
  maintenanceContractor: { number: string; businessName: string } | null;
  passed: { name: string; on: string }[];
  issuedOn: string;
  expiresOn: string;
}

/** The paper that is displayed on or in the unit; anyone can check it by its code. */
export function certificateOfOperation(snapshot: CertificateSnapshot, { city, verificationUrl, code, issuedAt }: Printing): PaperContent {
  const { landings, capacityLbs, speedFpm, maintenanceContractor } = snapshot;
  const facts: [string, string | null][] = [
    ...placeFacts(snapshot.address),
    ['Building', snapshot.buildingName],
    ['In the building', snapshot.locationInBuilding],
    ['State registration', snapshot.stateRegistrationNumber],
    ['City number', snapshot.number],
    ['Rated load', capacityLbs === null ? null : `${capacityLbs.toLocaleString('en-US')} lb`],
    ['Rated speed', speedFpm === null ? null : `${speedFpm} ft/min`],
    ['Landings', landings === null ? null : String(landings)],
    ['Manufacturer', snapshot.manufacturer],
    ['Serial number', snapshot.serialNumber],
    ['Issued', formatLongDate(snapshot.issuedOn)],
    ['Valid through', formatLongDate(snapshot.expiresOn)],
  ];
  return {
    letterhead: letterheadOf(city),
    title: snapshot.title,
    subtitle: snapshot.typeName,
    notice: 'Display this certificate on or in the conveyance. It may not run after the last day below, or while it is out of service.',
    facts: facts.flatMap(([label, value]) => (value === null ? [] : [[label, value] as [string, string]])),
    sections: [
      {
        heading: 'Inspected',
        table: {
          columns: [{ header: 'Inspection', width: 3 }, { header: 'Passed on' }],
          rows: snapshot.passed.map(({ name, on }) => [name, formatLongDate(on)]),
        },
      },
      {
        heading: 'Maintenance',
        lines: [
          maintenanceContractor ? `${maintenanceContractor.businessName}, ${maintenanceContractor.number}` : 'No contractor on file.',
        ],
      },
    ],
    qr: { text: verificationUrl, caption: `Check this certificate: ${groupedCode(code)}` },
    footer: `${city.departmentName} · ${city.email}`,
    createdAt: issuedAt,
  };
}

/** Whether the unit may run today; a certificate that counts on paper does not when the unit was taken out of service. */
export function certificateStanding(record: RecordSummary, snapshot: CertificateSnapshot, today: Temporal.PlainDate): PaperStanding {
  const status = record.status as ConveyanceStatus;
  const expiresOn = record.expiresOn ?? Temporal.PlainDate.from(snapshot.expiresOn);
  const hasRunOut = Temporal.PlainDate.compare(expiresOn, today) < 0;
  const valid = (IN_FORCE as readonly ConveyanceStatus[]).includes(status) && !hasRunOut;
  const seen: ConveyanceStatus = status === 'due' && hasRunOut ? 'overdue' : status;
  return {
    valid,
    status: seen,
    statusLabel: valid ? 'In force' : CONVEYANCE_STATUS_LABELS[seen],
    issuedOn: record.issuedOn?.toString() ?? snapshot.issuedOn,
    expiresOn: expiresOn.toString(),
  };
}
