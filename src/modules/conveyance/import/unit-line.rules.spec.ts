import { expect, it } from '@jest/globals';
import { changeOf, changesOwner, merged, newsOf, problemsOf, readUnitLine, UNIT_COLUMNS, type UnitLine } from './unit-line.rules.js';

const empty = Object.fromEntries(UNIT_COLUMNS.map(({ name }) => [name, ''])) as UnitLine;
const line: UnitLine = {
  ...empty,
  stateRegistrationNumber: 'IL-E-1',
  type: 'escalator',
  landings: '2',
  addressLine1: '9 River Street',
  city: 'Fairview',
  state: 'IL',
  zip: '60501',
  ownerName: 'Demo Mall LLC',
  ownerEmail: 'mall@example.com',
};

it('V-01 reads a line as the request it stands for', () => {
  const { request, errors } = readUnitLine(line);
  expect(errors).toEqual([]);
  expect(request).toMatchObject({ landings: 2, address: { line1: '9 River Street' }, owner: { email: 'mall@example.com' } });
});

it('V-01 names what is wrong by its column', () => {
  const { errors } = readUnitLine({ ...line, capacityLbs: '2,500', ownerPhone: 'none', state: 'Illinois' });
  expect(problemsOf(7, errors).map(({ line: at, column }) => [at, column])).toEqual([
    [7, 'capacityLbs'],
    [7, 'state'],
    [7, 'ownerPhone'],
  ]);
});

it('V-01 takes for news only what a list has not said before', () => {
  expect(newsOf(line, line)).toEqual([]);
  expect(newsOf({ ...line, landings: '', ownerEmail: 'new@example.com', zip: '60502' }, line)).toEqual(['zip', 'ownerEmail']);
  expect(merged({ ...line, landings: '' }, line)).toEqual(line);
});

it('V-01 changes what the news are about', () => {
  const { request } = readUnitLine({ ...line, zip: '60502', ownerEmail: 'new@example.com' });
  expect(changeOf(request, ['zip', 'ownerEmail'])).toEqual({ address: request.address });
  expect(changesOwner(['zip', 'ownerEmail'])).toBe(true);
});
