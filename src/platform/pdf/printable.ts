/**
 * The fonts every PDF reader brings along know the Western European letters (WinAnsi) and nothing else. Text is brought within
 * them: what they have stays, other Latin letters lose their accents, Greek and Cyrillic are written in Latin letters, and only
 * what has no Latin form at all becomes `?`.
 */
export function printable(text: string): string {
  const normal = text.normalize('NFC').replace(WHITE_SPACE, ' ').replace(INVISIBLE, '');
  if (!OUTSIDE.test(normal)) return normal;
  return Array.from(normal, (letter) => (OUTSIDE.test(letter) ? inLatin(letter) : letter)).join('');
}

function inLatin(letter: string): string {
  const known = LATIN[letter];
  if (known !== undefined) return known;
  const lower = LATIN[letter.toLowerCase()];
  if (lower !== undefined) return lower.charAt(0).toUpperCase() + lower.slice(1);
  if (MARK.test(letter)) return '';
  const parts = letter.normalize('NFKD').replace(MARKS, '');
  if (parts !== letter && parts !== '') return printable(parts);
  return '?';
}

const MARK = /^\p{M}$/u;
const MARKS = /\p{M}/gu;
const INVISIBLE = /[\u200B-\u200F\u202A-\u202E\u2060-\u2069\u00AD\uFEFF]|(?!\n)\p{Cc}/gu;
const WHITE_SPACE = /(?!\n)[\u0085\u2028\u2029\t\r\p{Zs}]/gu;
const OUTSIDE =
  /[^\n\x20-\x7E\xA0-\xFF\u20AC\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\u017D\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153\u017E\u0178]/u;

function table(letters: string, latin: string): Record<string, string> {
  const forms = latin.split(' ');
  return Object.fromEntries(Array.from(letters, (letter, index) => [letter, forms[index]]));
}

const LATIN: Record<string, string> = {
  ...table('ąćđęėğħıĸĺļľłńņňŋőřśşșťţțŧůűźżďěĕģķœ', 'a c d e e g h i k l l l l n n n ng o r s s s t t t t u u z z d e e g k oe'),
  ...table('абвгдеёжзийклмнопрстуфхцчшщъыьэюя', 'a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya'),
  ...table('іїєґўђћљњџј', 'i yi ye g u dj c lj nj dz j'),
  ...table('αβγδεζηθικλμνξοπρσςτυφχψω', 'a v g d e z i th i k l m n x o p r s s t y f ch ps o'),
  ...table('άέήίόύώϊϋ', 'a e i i o y o i y'),
  ...table(
    '−‐‑‒―‛′‵″→←↔⇄≤≥≠≈∞√№☐☑☒✓✔✗✘■□●○▪◦',
    "- - - - \u2014 ' ' ' \" -> <- <-> <-> <= >= != ~ inf sqrt No. [_] [x] [x] x x - - \u2022 \u2022 \u2022 \u2022 \u2022 \u2022",
  ),
};
