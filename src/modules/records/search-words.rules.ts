import { DIRECTIONS, ORDINALS, STREET_WORDS, UNIT_WORDS } from '../city/index.js';
import { formatRecordNumber, readRecordNumber, type RecordNumber } from './record-number.rules.js';

const OTHER_FORM = new Map(
  [...STREET_WORDS, ...UNIT_WORDS, ...DIRECTIONS, ...ORDINALS].flatMap(([long, short]) => [
    [long, short],
    [short, long],
  ]),
);

/** One word of a search. */
export interface SearchWord {
  word: string;
  /** The same street word in its other form, which counts as well when it stands alone. */
  otherForm: string | null;
  /** Letters enough to be recognised when misspelt. Digits are taken as they are: the neighbour's number is no typing error. */
  mayBeMisspelt: boolean;
}

/** More words narrow nothing down any further. */
const MOST_WORDS = 8;

/** @param state of the city: as part of an address it tells no record from another */
export function searchWords(typed: string, state?: string): SearchWord[] {
  const all = [...new Set(wordsIn(typed))];
  const telling = all.filter((word) => word !== state?.toLowerCase());
  return (telling.length > 0 ? telling : all).slice(0, MOST_WORDS).map((word) => ({
    word,
    otherForm: OTHER_FORM.get(word) ?? null,
    mayBeMisspelt: [...word].length >= 4 && !/\p{N}/u.test(word),
  }));
}

const LONG_FORM = new Map([...STREET_WORDS, ...UNIT_WORDS].map(([long, short]) => [short, long]));

/** A line of an address with every word in one form, so that two ways to write it can be told to be the same. */
export function streetWords(line: string): string {
  return wordsIn(line)
    .map((word) => LONG_FORM.get(word) ?? word)
    .join(' ');
}

function wordsIn(text: string): string[] {
  const plain = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

/** Numbers one slip of the finger away from a typed one: two neighbours swapped, or one digit or letter of the wrong key. */
export function numbersLike(typed: string): string[] {
  const number = readRecordNumber(typed);
  if (!number) return [];
  const { prefix, year, sequence } = number;
  const digits = String(sequence).padStart(5, '0');
  const near: RecordNumber[] = [
    ...swaps(prefix).map((other) => ({ prefix: other, year, sequence })),
    ...swaps(digits).map((other) => ({ prefix, year, sequence: BigInt(other) })),
    ...replacements(digits, '0123456789').map((other) => ({ prefix, year, sequence: BigInt(other) })),
    ...[year - 1, year + 1].map((other) => ({ prefix, year: other, sequence })),
    ...replacements(prefix, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ').map((other) => ({ prefix: other, year, sequence })),
  ];
  const own = formatRecordNumber(number);
  return [...new Set(near.filter((other) => other.sequence > 0n).map(formatRecordNumber))].filter((other) => other !== own);
}

function swaps(text: string): string[] {
  return Array.from({ length: text.length - 1 }, (_, at) => text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2));
}

function replacements(text: string, by: string): string[] {
  return [...text].flatMap((_, at) => [...by].map((character) => text.slice(0, at) + character + text.slice(at + 1)));
}
