import { expect, it } from '@jest/globals';
import { chooseInspector, type Candidate, type Place } from './choose-inspector.rules.js';

const SITE: Place = { latitude: 41.76, longitude: -88.32, zip: '60501', district: 'east' };
const candidate = (inspectorId: string, more: Partial<Candidate> = {}): Candidate => ({
  inspectorId,
  capacity: 12,
  visits: 1,
  taken: [],
  districts: [],
  places: [],
  ...more,
});
const chosen = (...candidates: Candidate[]) => chooseInspector(candidates, SITE, 600, 630)?.inspectorId ?? null;

it('takes whoever has the least to do among those who are free', () => {
  expect(chosen(candidate('a', { visits: 3 }), candidate('b', { visits: 2 }))).toBe('b');
  expect(chosen(candidate('a'), candidate('b', { visits: 0, taken: [[615, 645]] }))).toBe('a');
  expect(chosen(candidate('a', { visits: 12 }))).toBeNull();
  expect(chosen()).toBeNull();
});

it('would rather send somebody with less to do than somebody whose district it is', () => {
  const busyAtHome = candidate('a', { visits: 2, districts: ['east'] });
  expect(chosen(busyAtHome, candidate('b', { visits: 1, districts: ['west'] }))).toBe('b');
  expect(chosen(busyAtHome, candidate('b', { visits: 2, districts: ['west'] }))).toBe('a');
});

it('prefers the own district, then a day in the same ZIP code, then sites nearby', () => {
  expect(chosen(candidate('a', { districts: ['west'] }), candidate('b'), candidate('c', { districts: ['east'] }))).toBe('c');
  const elsewhere: Place = { latitude: null, longitude: null, zip: '60505', district: 'east' };
  expect(chosen(candidate('a', { places: [elsewhere] }), candidate('b', { places: [{ ...elsewhere, zip: '60501' }] }))).toBe('b');
  const at = (latitude: number): Place => ({ latitude, longitude: -88.32, zip: '60505', district: 'east' });
  expect(chosen(candidate('a', { places: [at(41.9)] }), candidate('b', { places: [at(41.77)] }))).toBe('b');
});

it('is the same one every time when all else is equal', () => {
  expect(chosen(candidate('b'), candidate('a'))).toBe('a');
});
