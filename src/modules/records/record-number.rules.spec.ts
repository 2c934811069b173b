import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatRecordNumber, normalRecordNumber, readRecordNumber } from './record-number.rules.js';

it.each([
  ['RST-2026-00017'],
  ['rst-2026-17'],
  [' RST 2026 00017 '],
  ['rst202600017'],
  ['RST–2026—00017'],
  ['#Rst.2026.0000017'],
  ['ＲＳＴ-２０２６-００017'],
  ['R S T 2 0 2 6 1 7'],
])('R-01 reads %j', (typed) => {
  expect(normalRecordNumber(typed)).toBe('RST-2026-00017');
});

it.each([
  '',
  'RST',
  'RST-2026',
  'RST-2026-0',
  '2026-00017',
  'R-2026-17',
  'RST-26-17',
  'RST-2026-17A',
  'ПРТ-2026-17',
  '%',
  `RST-2026-${'9'.repeat(40)}`,
])('R-01 takes %j for no number', (typed) => {
  expect(readRecordNumber(typed)).toBeNull();
});

it('grows past five digits', () => {
  expect(formatRecordNumber({ prefix: 'RST', year: 2026, sequence: 123_456n })).toBe('RST-2026-123456');
  expect(normalRecordNumber('rst-2026-123456')).toBe('RST-2026-123456');
});

it('R-01 reads every number however it is written', () => {
  const prefix = fc.string({ unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), minLength: 2, maxLength: 6 });
  const blank = fc.constantFrom('', ' ', '-', ' - ', '\u2013', '\u00a0', '/');
  fc.assert(
    fc.property(
      prefix,
      fc.integer({ min: 1900, max: 2999 }),
      fc.bigInt({ min: 1n, max: 10n ** 12n }),
      blank,
      blank,
      fc.boolean(),
      (letters, year, sequence, a, b, lower) => {
        const official = formatRecordNumber({ prefix: letters, year, sequence });
        const typed = `${letters}${a}${year}${b}${sequence}`;
        expect(normalRecordNumber(lower ? typed.toLowerCase() : typed)).toBe(official);
        expect(normalRecordNumber(official)).toBe(official);
      },
    ),
  );
});
