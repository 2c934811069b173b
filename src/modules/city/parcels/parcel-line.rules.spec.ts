import { expect, it } from '@jest/globals';
import { PARCEL_COLUMNS, readParcelLine, type ParcelColumn } from './parcel-line.rules.js';

const DEFAULTS = { city: 'Fairview', state: 'IL', zip: '60501', districts: ['east', 'west'] };
const ALL = PARCEL_COLUMNS.map(({ name }) => name);
const NOTHING = Object.fromEntries(ALL.map((name) => [name, ''])) as Record<ParcelColumn, string>;
const read = (values: Partial<Record<ParcelColumn, string>>, columns: readonly ParcelColumn[] = ALL) =>
  readParcelLine({ line: 7, values: { ...NOTHING, ...values } }, columns, DEFAULTS);

it('reads a line, with what it need not say from the profile', () => {
  const values = {
    number: '15-22-104-007',
    address: '12 Oak Street',
    unit: 'Apt 2',
    district: 'East',
    zone: 'R-2',
    historic: 'Y',
    insideCity: '0',
  };
  expect(read({ ...values, latitude: '41.76', longitude: '-88.32' })).toMatchObject({
    number: '15-22-104-007',
    line1: '12 Oak Street',
    line2: 'Apt 2',
    city: 'Fairview',
    state: 'IL',
    zip: '60501',
    facts: { district: 'east', zone: 'R-2', historic: true, insideCity: false },
    position: { latitude: 41.76, longitude: -88.32 },
    words: { house: '12', core: 'oak st', unit: '2' },
  });
});

it('tells an empty value from a column that is not there', () => {
  const line = { number: '1', address: '12 Oak Street' };
  expect(read(line)).toMatchObject({ facts: { district: null, zone: null, historic: null, insideCity: null }, position: null });
  const short = read(line, ['number', 'address', 'zone']);
  expect(short).toMatchObject({ facts: { zone: null } });
  expect(Object.keys((short as { facts: object }).facts)).toEqual(['zone']);
  expect(short).not.toHaveProperty('position');
});

it.each<[Partial<Record<ParcelColumn, string>>, ParcelColumn, RegExp]>([
  [{ number: '' }, 'number', /missing/],
  [{ number: '---' }, 'number', /parcel number/],
  [{ address: '' }, 'address', /missing/],
  [{ address: '12' }, 'address', /street/],
  [{ zip: '6050' }, 'zip', /ZIP/],
  [{ state: 'Illinois' }, 'state', /two letters/],
  [{ district: 'north' }, 'district', /one of east, west/],
  [{ historic: 'perhaps' }, 'historic', /yes or no/],
  [{ latitude: '91', longitude: '0' }, 'latitude', /-90 to 90/],
  [{ latitude: '41', longitude: '1000' }, 'longitude', /-180 to 180/],
  [{ latitude: '41' }, 'longitude', /missing beside/],
])('refuses %j by its column', (wrong, column, detail) => {
  expect(read({ number: '1', address: '12 Oak Street', ...wrong })).toEqual([{ line: 7, column, detail: expect.stringMatching(detail) }]);
});
