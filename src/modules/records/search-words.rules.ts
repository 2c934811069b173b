import { formatRecordNumber, readRecordNumber, type RecordNumber } from './record-number.rules.js';

/** Street words and their short forms of the Postal Service's Publication 28, as people mix them. */
const STREET_WORDS: readonly (readonly [string, string])[] = [
  ['alley', 'aly'],
  ['avenue', 'ave'],
  ['boulevard', 'blvd'],
  ['circle', 'cir'],
  ['court', 'ct'],
  ['drive', 'dr'],
  ['highway', 'hwy'],
  ['lane', 'ln'],
  ['parkway', 'pkwy'],
  ['place', 'pl'],
  ['plaza', 'plz'],
  ['road', 'rd'],
  ['square', 'sq'],
  ['street', 'st'],
  ['terrace', 'ter'],
  ['trail', 'trl'],
  ['apartment', 'apt'],
  ['building', 'bldg'],
  ['suite', 'ste'],
  ['north', 'n'],
  ['south', 's'],
  ['east', 'e'],
  ['west', 'w'],
];
const OTHER_FORM = new Map(
  STREET_WORDS.flatMap(([long, short]) => [
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

export function searchWords(typed: string): SearchWord[] {
  return [...new Set(wordsIn(typed))].slice(0, MOST_WORDS).map((word) => ({
    word,
    otherForm: OTHER_FORM.get(word) ?? null,
    mayBeMisspelt: [...word].length >= 4 && !/\p{N}/u.test(word),
  }));
}

const LONG_FORM = new Map(STREET_WORDS.map(([long, short]) => [short, long]));

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

/** How many alternatives to a misspelt word are searched for. */
const MOST_ALTERNATIVES = 5;

/**
 * Words of the vocabulary that a misspelt one may stand for, or be the beginning of, the likeliest first: one slip in four or
 * five letters, two in eight, and so on.
 */
export function alternativesTo(misspelt: string, vocabulary: readonly string[]): string[] {
  const allowed = Math.max(1, Math.floor(misspelt.length / 4));
  return vocabulary
    .map((word) => ({ word, slips: slipsBetween(misspelt, word) }))
    .filter(({ slips }) => slips <= allowed)
    .sort((a, b) => a.slips - b.slips)
    .slice(0, MOST_ALTERNATIVES)
    .map(({ word }) => word);
}

/**
 * The least number of letters left out, put in, replaced, or swapped with their neighbor that makes one word the beginning of the
 * other (optimal string alignment; what follows the beginning is free).
 */
function slipsBetween(typed: string, word: string): number {
  let earlier: number[] = [];
  let previous = Array.from({ length: word.length + 1 }, (_, at) => at);
  for (let row = 1; row <= typed.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= word.length; column += 1) {
      const isSame = typed[row - 1] === word[column - 1];
      let slips = Math.min(previous[column] + 1, current[column - 1] + 1, previous[column - 1] + (isSame ? 0 : 1));
      const isSwapped = row > 1 && column > 1 && typed[row - 1] === word[column - 2] && typed[row - 2] === word[column - 1];
      if (isSwapped) slips = Math.min(slips, earlier[column - 2] + 1);
      current.push(slips);
    }
    earlier = previous;
    previous = current;
  }
  return Math.min(...previous);
}

function swaps(text: string): string[] {
  return Array.from({ length: text.length - 1 }, (_, at) => text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2));
}

function replacements(text: string, by: string): string[] {
  return [...text].flatMap((_, at) => [...by].map((character) => text.slice(0, at) + character + text.slice(at + 1)));
}
