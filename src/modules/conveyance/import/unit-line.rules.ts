import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import type { CsvColumn, CsvProblem } from '../../../platform/csv/read-csv.js';
import type { FieldError } from '../../../platform/errors/domain-error.js';
import { fieldErrors } from '../../../platform/http/validation-messages.js';
import { RegisterConveyanceRequest, type UpdateConveyanceRequest } from '../conveyance-requests.dto.js';

export const UNIT_COLUMNS = [
  { name: 'stateRegistrationNumber', aliases: ['state number', 'state registration', 'registration number'], required: true },
  { name: 'type', aliases: ['type code'], required: true },
  { name: 'drive' },
  { name: 'manufacturer' },
  { name: 'model' },
  { name: 'serialNumber', aliases: ['serial'] },
  { name: 'installedOn', aliases: ['installed'] },
  { name: 'landings', aliases: ['stops'] },
  { name: 'capacityLbs', aliases: ['capacity'] },
  { name: 'speedFpm', aliases: ['speed'] },
  { name: 'locationInBuilding', aliases: ['location'] },
  { name: 'buildingName', aliases: ['building'] },
  { name: 'addressLine1', aliases: ['address'], required: true },
  { name: 'addressLine2', aliases: ['unit', 'suite'] },
  { name: 'city', required: true },
  { name: 'state', required: true },
  { name: 'zip', required: true },
  { name: 'parcelNumber', aliases: ['parcel', 'pin'] },
  { name: 'ownerName', aliases: ['owner'], required: true },
  { name: 'ownerEmail' },
  { name: 'ownerPhone' },
  { name: 'ownerAddressLine1', aliases: ['owner address'] },
  { name: 'ownerAddressLine2' },
  { name: 'ownerCity' },
  { name: 'ownerState' },
  { name: 'ownerZip' },
  { name: 'maintenanceContractor', aliases: ['contractor', 'service contractor'] },
  { name: 'lastAnnualOn', aliases: ['last annual'] },
  { name: 'lastCategory1On', aliases: ['last cat1', 'last category 1'] },
  { name: 'lastCategory3On', aliases: ['last cat3', 'last category 3'] },
  { name: 'lastCategory5On', aliases: ['last cat5', 'last category 5'] },
  { name: 'certificateExpiresOn', aliases: ['certificate expires', 'expires'] },
] as const satisfies readonly CsvColumn[];

export type UnitColumn = (typeof UNIT_COLUMNS)[number]['name'];
export type UnitLine = Record<UnitColumn, string>;

const ADDRESS_COLUMNS = ['addressLine1', 'addressLine2', 'city', 'state', 'zip', 'parcelNumber'] as const satisfies readonly UnitColumn[];
/** Another owner, or another way to reach one. */
const OWNER_COLUMNS: readonly UnitColumn[] = [
  'ownerEmail',
  'ownerAddressLine1',
  'ownerAddressLine2',
  'ownerCity',
  'ownerState',
  'ownerZip',
];
const NUMBER_COLUMNS: readonly UnitColumn[] = ['landings', 'capacityLbs', 'speedFpm'];

/** Where a column stands in the request that registers a unit. */
const POINTERS: Partial<Record<UnitColumn, string>> = {
  addressLine1: '/address/line1',
  addressLine2: '/address/line2',
  city: '/address/city',
  state: '/address/state',
  zip: '/address/zip',
  parcelNumber: '/address/parcelNumber',
  ownerName: '/owner/name',
  ownerEmail: '/owner/email',
  ownerPhone: '/owner/phone',
  ownerAddressLine1: '/owner/address/line1',
  ownerAddressLine2: '/owner/address/line2',
  ownerCity: '/owner/address/city',
  ownerState: '/owner/address/state',
  ownerZip: '/owner/address/zip',
};

/** A line as the request it stands for, checked as that one is. */
export function readUnitLine(line: UnitLine): { request: RegisterConveyanceRequest; errors: FieldError[] } {
  const given = Object.fromEntries(
    Object.entries(line)
      .filter(([name, value]) => value !== '' && !(name in POINTERS))
      .map(([name, value]) => [name, NUMBER_COLUMNS.includes(name as UnitColumn) && /^\d{1,9}$/.test(value) ? Number(value) : value]),
  );
  const { addressLine1, addressLine2, city, state, zip, parcelNumber, ownerName, ownerEmail, ownerPhone } = line;
  const { ownerAddressLine1, ownerAddressLine2, ownerCity, ownerState, ownerZip } = line;
  const postal = filled({ line1: ownerAddressLine1, line2: ownerAddressLine2, city: ownerCity, state: ownerState, zip: ownerZip });
  const request = plainToInstance(RegisterConveyanceRequest, {
    ...given,
    address: filled({ line1: addressLine1, line2: addressLine2, city, state, zip, parcelNumber }),
    owner: {
      ...filled({ name: ownerName, email: ownerEmail, phone: ownerPhone }),
      ...(Object.keys(postal).length > 0 ? { address: postal } : {}),
    },
  });
  return { request, errors: validateSync(request).flatMap((error) => fieldErrors(error)) };
}

/** What is wrong with a line, by the columns in which it stands and in their order; a whole address by its first. */
export function problemsOf(line: number, errors: readonly FieldError[]): CsvProblem[] {
  const pointers = UNIT_COLUMNS.map(({ name }) => POINTERS[name] ?? `/${name}`);
  return errors
    .map(({ pointer, detail }) => ({ at: pointers.findIndex((known) => known === pointer || known.startsWith(`${pointer}/`)), detail }))
    .sort((one, other) => one.at - other.at)
    .map(({ at, detail }) => ({ line, column: UNIT_COLUMNS[at]?.name ?? null, detail }));
}

/**
 * The columns in which a line says something new since the list last said it. What the portal recorded in between is not undone by an
 * old list, and an empty value says nothing.
 */
export function newsOf(line: UnitLine, before: Partial<UnitLine>): UnitColumn[] {
  return UNIT_COLUMNS.map(({ name }) => name).filter((name) => line[name] !== '' && line[name] !== (before[name] ?? ''));
}

/** What the list says by now: empty values leave what it said before. */
export function merged(line: UnitLine, before: Partial<UnitLine>): UnitLine {
  return Object.fromEntries(UNIT_COLUMNS.map(({ name }) => [name, line[name] === '' ? (before[name] ?? '') : line[name]])) as UnitLine;
}

/** The part of a request that news are about; the owner's address is none of it, since another owner is a transfer. */
export function changeOf(request: RegisterConveyanceRequest, news: readonly UnitColumn[]): UpdateConveyanceRequest {
  const { address, owner, ...rest } = request;
  const plain = Object.fromEntries(Object.entries(rest).filter(([name]) => news.includes(name as UnitColumn)));
  return {
    ...plain,
    ...(news.some((name) => (ADDRESS_COLUMNS as readonly UnitColumn[]).includes(name)) ? { address } : {}),
    ...(news.includes('ownerName') ? { ownerName: owner.name } : {}),
    ...(news.includes('ownerPhone') ? { ownerPhone: owner.phone } : {}),
  };
}

/** Whether the line names another owner, or another way to reach one. */
export function changesOwner(news: readonly UnitColumn[]): boolean {
  return news.some((name) => OWNER_COLUMNS.includes(name));
}

function filled(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}
