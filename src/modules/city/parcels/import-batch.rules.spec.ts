import { expect, it } from '@jest/globals';
import { addressWords } from './address-words.rules.js';
import { planBatch, type BatchPlan } from './import-batch.rules.js';
import type { LineFacts, ParcelLine } from './parcel-line.rules.js';

let lines = 1;
const aLine = (number: string, line1: string, facts: LineFacts = {}, more: Partial<ParcelLine> = {}): ParcelLine => ({
  line: ++lines,
  number,
  facts,
  line1,
  line2: null,
  city: 'Fairview',
  state: 'IL',
  zip: '60501',
  words: addressWords(line1),
  ...more,
});
const NOTHING = { parcels: [], addresses: [] };
const counts = ({ added, changed, unchanged, refused }: BatchPlan) => [added, changed, unchanged, refused];

it('adds, then finds nothing changed', () => {
  const list = [aLine('1-A', '12 Oak Street', { zone: 'R-1' }), aLine('1-A', '14 Oak Street', { zone: 'R-1' })];
  const first = planBatch('one', list, NOTHING);
  expect(counts(first)).toEqual([2, 0, 0, 0]);
  expect(first.parcels).toHaveLength(1);
  expect(counts(planBatch('two', list, first))).toEqual([0, 0, 2, 0]);
});

it('leaves what a list has no column for', () => {
  const first = planBatch('one', [aLine('1', '12 Oak St', { zone: 'R-1' }, { position: { latitude: 41, longitude: -88 } })], NOTHING);
  const second = planBatch('two', [aLine('1', '12 Oak St', { historic: true })], first);
  expect(counts(second)).toEqual([0, 1, 0, 0]);
  expect(second.parcels[0]).toMatchObject({ zone: 'R-1', historic: true });
  expect(second.addresses[0]).toMatchObject({ latitude: 41, longitude: -88 });
});

it('sees another spelling as a change, and another parcel as a move', () => {
  const first = planBatch('one', [aLine('1', '12 Oak St')], NOTHING);
  expect(counts(planBatch('two', [aLine('1', '12 Oak Street')], first))).toEqual([0, 1, 0, 0]);
  const moved = planBatch('two', [aLine('2', '12 Oak St')], first);
  expect(counts(moved)).toEqual([0, 1, 0, 0]);
  expect(moved.addresses[0]).toMatchObject({ parcelNumber: '2' });
});

it('refuses a line that contradicts an earlier one of the same list', () => {
  const plan = planBatch(
    'one',
    [aLine('1', '12 Oak St', { zone: 'R-1' }), aLine('1', '14 Oak St', { zone: 'R-2' }), aLine('2', '12 Oak Street')],
    NOTHING,
  );
  expect(counts(plan)).toEqual([1, 0, 0, 2]);
  expect(plan.problems.map(({ column, detail }) => `${column} ${detail}`)).toEqual([
    'zone must agree with an earlier line of parcel 1, which says R-1',
    'address is the address of parcel 1 on an earlier line',
  ]);
});

it('brings back what was retired', () => {
  const first = planBatch('one', [aLine('1', '12 Oak St')], NOTHING);
  const gone = {
    parcels: first.parcels.map((one) => ({ ...one, isRetired: true })),
    addresses: first.addresses.map((one) => ({ ...one, isRetired: true })),
  };
  const again = planBatch('two', [aLine('1', '12 Oak St')], gone);
  expect(counts(again)).toEqual([1, 0, 0, 0]);
  expect(again.addresses[0]).toMatchObject({ isRetired: false });
});
