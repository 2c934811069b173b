import { expect, it } from '@jest/globals';
import type { AddressMatch } from '../city/index.js';
import { placeInWords, placeKeysOf, type PointedAt } from './place.rules.js';

const address = { line1: '12 Maple Street', city: 'Fairview', state: 'IL', zip: '60501' };
const placeKeyOf = (place: Parameters<typeof placeKeysOf>[0]) => placeKeysOf(place, null)[0];
const heap: PointedAt = { description: 'Behind the bus stop', latitude: 41.7606, longitude: -88.3201 };

it('knows an address however it is written', () => {
  for (const line1 of ['12 maple st', '12  Maple St.', '12 MAPLE STREET']) {
    expect([line1, placeKeyOf({ ...address, line1, zip: '60501-1234' })]).toEqual([line1, placeKeyOf(address)]);
  }
});

it('tells neighbors and units apart', () => {
  for (const other of [{ line1: '14 Maple Street' }, { line2: 'Unit 2B' }, { zip: '60502' }, { line1: '12 Maple Court' }]) {
    expect(placeKeyOf({ ...address, ...other })).not.toBe(placeKeyOf(address));
  }
  expect(placeKeyOf({ ...address, line2: 'Apartment 2' })).toBe(placeKeyOf({ ...address, line2: 'apt 2' }));
});

it('knows a spot from a few steps away, and not from the next street', () => {
  expect(placeKeyOf({ ...heap, latitude: heap.latitude + 0.00005 })).toBe(placeKeyOf(heap));
  expect(placeKeyOf({ ...heap, latitude: heap.latitude + 0.002 })).not.toBe(placeKeyOf(heap));
});

it('says where it is in one line', () => {
  expect(placeInWords({ ...address, line2: 'Unit 2B' })).toBe('12 Maple Street, Unit 2B');
  expect(placeInWords(heap)).toBe('Behind the bus stop');
});

it('goes by parcel and unit where the list knows the address, and still by the words of older cases', () => {
  const found = (line1: string, unit = ''): AddressMatch => ({
    address: { ...address, line1, parcelNumber: '15-22-104-007' },
    parcel: { number: '15-22-104-007', district: null, zone: null, historic: null, insideCity: null },
    unit,
  });
  const written = { ...address, line1: '12 North Maple St' };
  const [key, ...older] = placeKeysOf(written, found('12 N Maple Street'));
  expect(older).toEqual([placeKeyOf({ ...address, line1: '12 N Maple Street' }), placeKeyOf(written)]);
  expect(placeKeysOf({ ...address, line1: '30 Oak Street' }, found('30 Oak Street'))[0]).toBe(key);
  expect(placeKeysOf(address, found(address.line1, '2b'))[0]).not.toBe(key);
});
