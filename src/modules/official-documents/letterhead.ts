import type { CityLetterhead } from '../../platform/pdf/paper.js';
import type { CityProfile } from '../city/index.js';
import type { AddressValue } from '../records/index.js';

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

/** The place a paper is about, as its first facts. */
export function placeFacts({ line1, line2, city, state, zip, parcelNumber }: AddressValue): [string, string][] {
  return [
    ['Address', [line1, line2].filter(Boolean).join(', ')],
    ['City', `${city}, ${state} ${zip}`],
    ...(parcelNumber ? [['Parcel', parcelNumber] as [string, string]] : []),
  ];
}

/** In groups, as people read and copy it. */
export function groupedCode(code: string): string {
  return code.match(/.{1,7}/g)!.join('-');
}
