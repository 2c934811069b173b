import { domainError } from '../../../platform/errors/domain-error.js';
import type { GivenAddress, ListedAddress } from './parcel.js';
import type { ListedAddressDto } from './parcels.dto.js';

const NEAREST_EXAMPLE = {
  line1: '14 Oak Street',
  line2: null,
  city: 'Fairview',
  state: 'IL',
  zip: '60501',
  parcelNumber: '15-22-104-007',
  district: 'east',
  zone: 'R-2',
  historic: false,
  insideCity: true,
  latitude: 41.7606,
  longitude: -88.3201,
};

export class AddressNotInList extends domainError('city.address-not-in-list', 'rule-broken', "The address is not in the city's list", {
  nearest: [NEAREST_EXAMPLE],
}) {
  constructor(given: GivenAddress, pointer: string, nearest: ListedAddressDto[]) {
    const closest = nearest[0] ? ` The nearest in it is ${inWords(nearest[0])}.` : '';
    super(
      `${inWords(given)} is not in the city's list of addresses.${closest} Choose one of the list, or ask the city to add the address if it is new.`,
      { extensions: { nearest }, errors: [{ pointer, detail: "must be an address of the city's list" }] },
    );
  }
}

export class ParcelContradictsAddress extends domainError(
  'city.parcel-contradicts-address',
  'rule-broken',
  'The parcel number belongs to another address',
  { given: '15-22-104-009', listed: '15-22-104-007' },
) {
  constructor(address: ListedAddress, given: string, pointer: string) {
    super(`${inWords(address)} lies on parcel ${address.parcelNumber}, not on ${given}. Leave the number out, or correct one of the two.`, {
      extensions: { given, listed: address.parcelNumber },
      errors: [
        { pointer: `${pointer}/parcelNumber`, detail: `must be ${address.parcelNumber}, the parcel of the address, or be left out` },
      ],
    });
  }
}

export class ParcelNotFound extends domainError('city.parcel-not-found', 'not-found', 'No such parcel') {
  constructor(number: string) {
    super(`The city's list has no parcel ${number}.`);
  }
}

export class ParcelRetired extends domainError('city.parcel-retired', 'conflict', 'The parcel has been retired') {
  constructor(number: string) {
    super(`Parcel ${number} has been retired. Add an address to it, or load a list that names it, to bring it back.`);
  }
}

export class ParcelAddressNotFound extends domainError('city.parcel-address-not-found', 'not-found', 'No such address on the parcel') {
  constructor(number: string) {
    super(`Parcel ${number} has no such address.`);
  }
}

export class AddressOfAnotherParcel extends domainError(
  'city.address-of-another-parcel',
  'conflict',
  'The address belongs to another parcel',
  { parcelNumber: '15-22-104-007' },
) {
  constructor(address: Written, parcelNumber: string) {
    super(`${inWords(address)} is an address of parcel ${parcelNumber}. Retire it there first, if it has moved.`, {
      extensions: { parcelNumber },
    });
  }
}

export class ParcelImportNotFound extends domainError('city.parcel-import-not-found', 'not-found', 'No such import') {
  constructor() {
    super('No list of parcels was loaded under this id.');
  }
}

type Written = Omit<GivenAddress, 'line2'> & { line2?: string | null };

function inWords({ line1, line2, city, state, zip }: Written): string {
  return `${line1}${line2 ? `, ${line2}` : ''}, ${city}, ${state} ${zip}`;
}
