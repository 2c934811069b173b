import { expect, it } from '@jest/globals';
import { addressWords, parcelKey, typedAddress } from './address-words.rules.js';

const key = (line1: string, line2?: string) => {
  const { house, street, unit } = addressWords(line1, line2);
  return `${house}|${street}|${unit}`;
};

it.each([
  ['12 Oak Street', '12 OAK ST.'],
  ['12 North Oak Avenue', '12 N. Oak Av'],
  ['12 Northwest Oak Road', '12 NW Oak Rd'],
  ['7 Saint James Place', '7 St. James Pl'],
  ['9 O’Hare Court', "9 O'Hare Ct"],
  ['120 First Street', '120 1st St'],
  ['14 North Avenue', '14 N Ave'],
  ['3 Court Street', '3 Court St.'],
  ['5 Avenue A', '5 Ave A'],
  ['12 ½ Elm Lane', '12 1/2 Elm Ln'],
  ['12 Oak Street North', '12 Oak St N'],
  ['12 Cañon Drive', '12 Canon Dr.'],
])('takes %j and %j for the same', (one, other) => {
  expect(key(other)).toBe(key(one));
});

it.each([
  ['12 Oak Street', '12 Oak Avenue'],
  ['12 Oak Street', '12A Oak Street'],
  ['12 Oak Street', '12 N Oak Street'],
  ['12 Oak Street', '1 2 Oak Street'],
  ['5th Street', '5 Street'],
])('takes %j and %j for two', (one, other) => {
  expect(key(other)).not.toBe(key(one));
});

it('reads the unit wherever it stands, and whatever it is called', () => {
  const flat = key('12 Oak St', 'Unit 2B');
  for (const other of [
    key('12 Oak St', 'Apt. 2b'),
    key('12 Oak St #2B'),
    key('12 Oak Street, Apartment 2-B'.replace('2-B', '2B')),
    key('12 Oak St', '# 2b'),
  ])
    expect(other).toBe(flat);
  expect(key('12 Oak St', 'Building C, Suite 4')).toBe('12|oak st|bldg c 4');
  expect(key('12 Oak St', 'Floor 2')).not.toBe(key('12 Oak St', 'Unit 2'));
  expect(key('12 Suite Lane')).toBe('12|suite ln|');
});

it('knows the street without its direction, and the number to sort by', () => {
  expect(addressWords('12-14 N Oak Street')).toEqual({ house: '12-14', houseNumber: 12, street: 'n oak st', core: 'oak st', unit: '' });
  expect(addressWords('North Avenue')).toMatchObject({ house: '', houseNumber: null, street: 'north ave', core: 'north ave' });
});

it('reads what is being typed', () => {
  const here = { city: 'Fairview', state: 'IL' };
  expect(typedAddress('12 oak stre', here)).toMatchObject({ house: '12', core: 'oak stre', otherStreets: [{ core: 'oak st' }] });
  expect(typedAddress('12 oak st fairview il 60501-1234', here)).toMatchObject({ core: 'oak st', zip5: '60501', unit: '' });
  expect(typedAddress('12 Oak Street, Apt 2, Fairview, IL 60501', here)).toMatchObject({ core: 'oak st', zip5: '60501', unit: '2' });
  expect(typedAddress('12 fairview', here)).toMatchObject({ house: '12', core: 'fairview', zip5: null });
  expect(typedAddress('12 n', here).otherStreets).toContainEqual({ street: 'n ', core: '' });
  expect(typedAddress('12', here)).toMatchObject({ house: '12', core: '' });
});

it('knows a parcel number by its letters and digits', () => {
  expect(parcelKey('15-22-104-007a')).toBe('1522104007A');
});
