/**
 * The text as it can be set: composed, its blanks plain, without what steers only screens, and with `?` in place of a letter that no font
 * has, unless that is another letter with an ornament.
 */
export function printable(text: string, isKnown: (letter: string) => boolean): string {
  const normal = text.normalize('NFC').replace(WHITE_SPACE, ' ').replace(INVISIBLE, '');
  return Array.from(normal, (letter) => (letter === '\n' || isKnown(letter) ? letter : instead(letter, isKnown))).join('');
}

function instead(letter: string, isKnown: (letter: string) => boolean): string {
  if (JOINED.test(letter)) return '';
  const plain = letter.normalize('NFKD').replace(MARKS, '');
  return plain !== letter && plain !== '' ? printable(plain, isKnown) : '?';
}

/** Marks and joiners, which say nothing without the letter beside them. */
const JOINED = /^[\p{M}\p{Cf}]$/u;
const MARKS = /\p{M}/gu;
const INVISIBLE = /[\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\u00AD\uFEFF]|(?!\n)\p{Cc}/gu;
const WHITE_SPACE = /(?!\n)[\u0085\u2028\u2029\t\r\p{Zs}]/gu;
