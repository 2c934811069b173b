import bidiFactory from 'bidi-js';
import { printable } from './printable.js';
import { knows, typefaceOf, type Typeface, type Weight } from './typefaces.js';

/** Letters that are set together: of one font and one direction, in the order of the paper. */
interface Run {
  typeface: Typeface;
  text: string;
  /** What the run says, in reading order, where the shapes alone do not. */
  says?: string;
}

/** Where a line stands: from `x` to the right, on the line `baseline`. */
export interface LinePlace {
  x: number;
  baseline: number;
  size: number;
  weight: Weight;
}

/**
 * Sets lines of text in whatever scripts they are written in. Each letter comes from the first font that has it; Arabic letters join, and
 * what is written from right to left is set so.
 */
export class Lettering {
  constructor(private readonly document: PDFKit.PDFDocument) {}

  /** What can be set of a text. */
  printable(text: string): string {
    return PLAIN.test(text) ? text : printable(text, (letter) => typefaceOf(letter, 400) !== undefined);
  }

  widthOf(text: string, { size, weight }: Pick<LinePlace, 'size' | 'weight'>): number {
    return runsOf(text, weight).reduce((width, run) => width + this.width(run, size), 0);
  }

  draw(text: string, { x, baseline, size, weight }: LinePlace): void {
    for (const run of runsOf(text, weight)) {
      const width = this.width(run, size);
      if (run.says) this.document.markContent('Span', { actual: run.says });
      this.document.text(run.text, x, baseline, { lineBreak: false, baseline: 'alphabetic', features: featuresOf(run) });
      if (run.says) this.document.endMarkedContent();
      x += width;
    }
  }

  private width(run: Run, size: number): number {
    this.use(run.typeface).fontSize(size);
    return this.document.widthOfString(run.text, { features: featuresOf(run) });
  }

  /** Its types do not tell, but the library takes fonts that are parsed already. */
  private use({ name, font }: Typeface): PDFKit.PDFDocument {
    this.document.registerFont(name, font as unknown as Buffer);
    return this.document.font(name);
  }
}

/** Without a list of features the library sets word for word, left to right, and remembers the words. */
function featuresOf({ says }: Run): [] | undefined {
  return says === undefined ? undefined : [];
}

function runsOf(text: string, weight: Weight): Run[] {
  if (PLAIN.test(text)) return text === '' ? [] : [{ typeface: typefaceOf('x', weight)!, text }];
  const levels = bidi.getEmbeddingLevels(text, 'auto');
  const places = bidi.getReorderedIndices(text, levels);
  const mirrored = bidi.getMirroredCharactersMap(text, levels.levels);
  const runs = piecesOf(text, weight, levels.levels).map(({ typeface, start, end }) => {
    const backwards = levels.levels[start] % 2 === 1;
    const letters = Array.from({ length: end - start }, (_, index) => mirrored.get(start + index) ?? text[start + index]).join('');
    return {
      place: Math.min(places.indexOf(start), places.indexOf(end - 1)),
      ...shaped(typeface, letters, text.slice(start, end), backwards),
    };
  });
  return runs.sort((one, other) => one.place - other.place);
}

function shaped(typeface: Typeface, letters: string, says: string, backwards: boolean): Run {
  const { direction, glyphs } = typeface.font.layout(letters, []) as unknown as { direction: string; glyphs: { codePoints: number[] }[] };
  const turned = backwards && direction === 'ltr';
  const shown = glyphs.map(({ codePoints }) => String.fromCodePoint(...codePoints));
  const tells = shown.join('') === says && !shown.includes('') && !turned;
  return { typeface, text: turned ? Array.from(letters).reverse().join('') : letters, ...(tells ? {} : { says }) };
}

interface Piece {
  typeface: Typeface;
  start: number;
  end: number;
}

/** Marks, joiners and blanks stay with the letters before them where their font has them. */
function piecesOf(text: string, weight: Weight, levels: Uint8Array): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (const letter of text) {
    const last = pieces.at(-1);
    const stays = last && FOLLOWS.test(letter) && knows(last.typeface, letter);
    const typeface = stays ? last.typeface : typefaceOf(letter, weight)!;
    const end = start + letter.length;
    if (last && last.typeface === typeface && levels[last.start] === levels[start]) last.end = end;
    else pieces.push({ typeface, start, end });
    start = end;
  }
  return pieces;
}

const FOLLOWS = /^[\p{M}\p{Cf} ]$/u;
/** What almost every line consists of, all of it in one file of the first family. */
const PLAIN = /^[\x20-\x7E\xA1-\xAC\xAE-\xFF\u2013\u2014\u2018\u2019\u201C\u201D\u2022\u2026\u20AC]*$/;
/** The types of the package are those of its other form. */
const bidi = (bidiFactory as unknown as typeof bidiFactory.default)();
