import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { create, type Font } from 'fontkit';
import { unpackWoff } from './woff.js';

export type Weight = 400 | 700;

/** One file of letters in one weight. Papers are drawn from the same parsed fonts. */
export interface Typeface {
  name: string;
  font: Font;
}

/**
 * Noto, in the order in which a letter is looked for: Latin, Greek, Cyrillic and Devanagari first, then the scripts with a family
 * of their own. Each family comes in files of some hundred letters, so that a paper reads only what its names are written in.
 */
const FAMILIES = ['noto-sans', 'noto-sans-arabic', 'noto-sans-hebrew', 'noto-sans-thai', 'noto-sans-sc', 'noto-sans-kr'];

/** The first file that has the letter. */
export function typefaceOf(letter: string, weight: Weight): Typeface | undefined {
  const codePoint = letter.codePointAt(0)!;
  const key = codePoint * 1000 + weight;
  if (!found.has(key)) found.set(key, find(codePoint, weight));
  return found.get(key);
}

export function knows({ font }: Typeface, letter: string): boolean {
  return font.hasGlyphForCodePoint(letter.codePointAt(0)!);
}

function find(codePoint: number, weight: Weight): Typeface | undefined {
  for (const { family, subset, ranges } of (files ??= FAMILIES.flatMap(filesOf))) {
    if (!ranges.some(([first, last]) => first <= codePoint && codePoint <= last)) continue;
    const typeface = open(family, `${family}-${subset}-${weight}-normal.woff`);
    if (typeface.font.hasGlyphForCodePoint(codePoint)) return typeface;
  }
  return undefined;
}

function open(family: string, file: string): Typeface {
  let typeface = opened.get(file);
  if (!typeface) {
    typeface = { name: file, font: create(unpackWoff(readFileSync(pathOf(`${family}/files/${file}`)))) as Font };
    opened.set(file, typeface);
  }
  return typeface;
}

function filesOf(family: string): LetterFile[] {
  const subsets = JSON.parse(readFileSync(pathOf(`${family}/unicode.json`), 'utf8')) as Record<string, string>;
  return Object.entries(subsets).map(([subset, ranges]) => ({
    family,
    subset: subset.replace(/[[\]]/g, ''),
    ranges: ranges.split(',').map((range) => {
      const [first, last = first] = range.replace('U+', '').split('-');
      return [parseInt(first, 16), parseInt(last, 16)];
    }),
  }));
}

function pathOf(file: string): string {
  return fileURLToPath(import.meta.resolve(`@fontsource/${file}`));
}

interface LetterFile {
  family: string;
  subset: string;
  ranges: [first: number, last: number][];
}

let files: LetterFile[] | undefined;
const opened = new Map<string, Typeface>();
const found = new Map<number, Typeface | undefined>();
