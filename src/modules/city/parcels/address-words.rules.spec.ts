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
  ['1200 Eleventh Avenue', '1200 11th Ave'],
  ['10 Twelfth Street', '10 12th St'],
  ['10 West Twenty-First Street', '10 W 21st St'],
  ['10 Ninetieth Place', '10 90th Pl'],
  ['200 Timber Trace', '200 Timber Trce'],
  ['5 Fox Hollow', '5 Fox Holw'],
  ['5 Silver Lake Crossing', '5 Silver Lk Crssng'],
  ['4 Prairie Center', '4 Prairie Ctr'],
  ['4500 County Road 12', '4500 CR 12'],
  ['4500 County Road 12', '4500 Co. Rd. 12'],
  ['4500 County Road 12', '4500 County Highway 12'],
  ['77 Illinois Route 59', '77 IL Route 59'],
  ['77 Illinois Route 59', '77 State Rte 59'],
  ['77 Illinois Route 59', '77 Route 59'],
  ['9 US Highway 34', '9 U.S. 34'],
  ['9 US Highway 34 East', '9 US Rte 34 E'],
  ['3 Interstate 88', '3 I-88'],
])('takes %j and %j for the same', (one, other) => {
  expect(key(other)).toBe(key(one));
});

it.each([
  ['12 Oak Street', '12 Oak Avenue'],
  ['12 Oak Street', '12A Oak Street'],
  ['12 Oak Street', '12 N Oak Street'],
  ['12 Oak Street', '1 2 Oak Street'],
  ['5th Street', '5 Street'],
  ['4500 County Road 12', '4500 Illinois Route 12'],
  ['9 US Highway 34', '9 Illinois Route 34'],
  ['12 Oak Circle', '12 Oak Court'],
  ['12 Hill Street', '12 Hills Street'],
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
  for (const other of ['2-B', '2 B', 'Unit 2-b', 'Apartment 2-B', 'No. 2B', '#2-B']) expect(key('12 Oak St', other)).toBe(flat);
  expect(key('Unit 2B, 12 Oak St')).toBe(flat);
  expect(key('Apt 2B 12 Oak St')).toBe(flat);
  expect(key('700 Lake St', 'PH1')).toBe(key('700 Lake St', 'Penthouse 1'));
  expect(key('700 Lake St PH 1')).toBe(key('700 Lake St', 'PH1'));
  expect(key('700 Lake St Rear')).toBe(key('700 Lake Street', 'Rear'));
  expect(key('700 N Front St')).toBe('700|n front st|');
  expect(key('7 Harbor Rd Slip 12')).not.toBe(key('7 Harbor Rd', 'Unit 12'));
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
  const [likeliest, ...others] = typedAddress('12 oak stre', here).otherStreets;
  expect(typedAddress('12 oak stre', here)).toMatchObject({ house: '12', core: 'oak stre' });
  expect(likeliest).toEqual({ street: 'oak st', core: 'oak st' });
  expect(others.length).toBeLessThan(5);
  expect(typedAddress('12 oak st fairview il 60501-1234', here)).toMatchObject({ core: 'oak st', zip5: '60501', unit: '' });
  expect(typedAddress('12 Oak Street, Apt 2, Fairview, IL 60501', here)).toMatchObject({ core: 'oak st', zip5: '60501', unit: '2' });
  expect(typedAddress('12 fairview', here)).toMatchObject({ house: '12', core: 'fairview', zip5: null });
  expect(typedAddress('12 n', here).otherStreets).toContainEqual({ street: 'n ', core: '' });
  expect(typedAddress('12', here)).toMatchObject({ house: '12', core: '' });
});

it('knows a parcel number by its letters and digits', () => {
  expect(parcelKey('15-22-104-007a')).toBe('1522104007A');
});
