import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { loadCityProfile } from './load-city-profile.js';

const shipped = readFileSync(join(import.meta.dirname, '../../../city/profile.json'), 'utf8');
// date-holidays says on the console what it cannot read.
beforeAll(() => {
  jest.spyOn(console, 'error').mockImplementation(() => {});
});
afterAll(() => {
  jest.restoreAllMocks();
});

const folder = mkdtempSync(join(tmpdir(), 'city-'));

function withChange(change: (profile: any) => void): () => unknown {
  const profile = JSON.parse(shipped) as { catalogues: object };
  profile.catalogues = { ...loadCityProfile().catalogues };
  change(profile);
  const path = join(folder, 'profile.json');
  writeFileSync(path, JSON.stringify(profile));
  return () => loadCityProfile(path);
}

it('loads the profile that ships with the project, frozen, with its catalogues beside it', () => {
  const profile = loadCityProfile();
  expect(profile.name).toBe('City of Fairview');
  expect(profile.catalogues.permitTypes).toBe(join(import.meta.dirname, '../../../city/permit-types.json'));
  expect(() => ((profile.holidays as { country: string }).country = 'CA')).toThrow(TypeError);
  expect(() => (profile.counter.hours as unknown[]).push({})).toThrow(TypeError);
});

it.each<[string, (profile: any) => void, RegExp]>([
  ['a missing field', (p) => delete p.counter.address.zip, /\/counter\/address\/zip is missing; it must be a ZIP code/],
  ['an unknown field', (p) => (p.inspection.form = '09:00'), /\/inspection\/form is not a field/],
  ['a wrong time', (p) => (p.counter.hours[0].from = '8 am'), /\/counter\/hours\/0\/from must be a time of day such as 09:00/],
  ['hours that end before they begin', (p) => (p.inspection.to = '08:00'), /\/inspection\/to must be later than 09:00/],
  ['inspections on a weekend', (p) => (p.inspection.days = ['friday', 'saturday']), /\/inspection\/days\/1 must be Monday to Friday/],
  ['inspections before nine', (p) => (p.inspection.from = '08:30'), /\/inspection\/from must not be earlier than 09:00/],
  ['inspections after three', (p) => (p.inspection.to = '15:30'), /\/inspection\/to must not be later than 15:00/],
  ['slots that do not fill the day', (p) => (p.inspection.slotMinutes = 50), /\/inspection\/slotMinutes must divide the time/],
  [
    'a ZIP code in two districts',
    (p) => (p.inspection.districts[1].zips = ['60501']),
    /\/inspection\/districts\/1\/zips\/0 must not be in east as well/,
  ],
  ['an unknown time zone', (p) => (p.timeZone = 'Fairview/Center'), /\/timeZone must be an IANA time zone/],
  ['an unknown state', (p) => (p.holidays.state = 'ZZ'), /\/holidays\/state is not a state of US/],
  ['an unreadable holiday rule', (p) => (p.holidays.extra[0].rule = 'whenever'), /\/holidays\/extra\/0\/rule must be a date/],
  [
    'an exception that is no holiday',
    (p) => (p.holidays.except[0] = 'Lincons Birthday'),
    /\/holidays\/except\/0 must be a date .* Lincoln's Birthday/,
  ],
  [
    'a catalogue that is not there',
    (p) => (p.catalogues.feeSchedule = 'fees.json'),
    /\/catalogues\/feeSchedule must be the path of a file/,
  ],
  ['a prefix used twice', (p) => (p.recordPrefixes.solar = 'SGN'), /\/recordPrefixes\/solar must differ from the prefix of signage/],
  ['a section of another shape', (p) => (p.permit = 180), /\/permit must be an object/],
])('refuses %s, naming place and rule', (_what, change, message) => {
  expect(withChange(change)).toThrow(message);
});

it('says so when the file is not there or is not JSON', () => {
  expect(() => loadCityProfile(join(folder, 'absent.json'))).toThrow(
    /absent\.json cannot be used[^]*could not be read \(ENOENT\); set CITY_PROFILE/,
  );
  const path = join(folder, 'broken.json');
  writeFileSync(path, '{"name": ');
  expect(() => loadCityProfile(path)).toThrow(/is not JSON/);
});
