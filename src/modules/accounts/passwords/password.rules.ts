import { COMMON_PASSWORDS } from './common-passwords.js';

/** NIST 800-63B-4, 3.1.1.2: the password alone opens the account. */
export const LEAST_CHARACTERS = 15;
/** The same with a second factor behind it. */
export const LEAST_CHARACTERS_WITH_SECOND_FACTOR = 8;

/** Fewer characters than these of one's own choice are guessed at once, whatever surrounds them. */
const LEAST_OWN_CHARACTERS = 6;
const LEAST_DIFFERENT_CHARACTERS = 5;

export interface PasswordContext {
  hasSecondFactor: boolean;
  username?: string | null;
  email?: string;
  /** First, last and business name. */
  names?: (string | null | undefined)[];
  /** Names of the city and of the portal. */
  places?: string[];
}

/**
 * Why a password cannot be used, as the rest of a sentence that begins with it; undefined when it can. Length is what counts:
 * there are no rules about kinds of characters, and it need not be changed from time to time.
 */
export function whyUnusable(password: string, context: PasswordContext): string | undefined {
  const text = [...password.normalize('NFC')];
  const least = context.hasSecondFactor ? LEAST_CHARACTERS_WITH_SECOND_FACTOR : LEAST_CHARACTERS;
  if (text.length < least) return `must have ${least} characters or more; a few words in a row are easy to remember`;

  const plain = text.map((character) => character.toLowerCase());
  const readings = [plain.join(''), plain.map((character) => LOOKS_LIKE[character] ?? character).join('')];
  const named = namedIn(readings[0], context);
  if (named) return `must not contain ${named}, which is tried first`;
  if (readings.some((reading) => COMMON_PASSWORDS.has(reading))) return 'must not be a common password';
  if (new Set(plain).size < LEAST_DIFFERENT_CHARACTERS) return `must have ${LEAST_DIFFERENT_CHARACTERS} different characters or more`;
  if (repeats(plain)) return 'must not be the same few characters over and over';

  const guessable = plain.map(() => false);
  markRuns(plain, guessable);
  for (const word of [...COMMON_PASSWORDS, ...words(context)]) {
    for (const reading of readings) mark(reading, word, guessable);
  }
  const own = plain.filter((character, index) => !guessable[index] && !FILLING.test(character));
  if (own.length < Math.min(LEAST_OWN_CHARACTERS, least / 2)) {
    return 'must not be made only of common passwords, names from the account, and rows of keys such as 12345 or qwerty';
  }
  return undefined;
}

/** Whether a password that can be used is good enough only together with a second factor. */
export function isShort(password: string): boolean {
  return [...password.normalize('NFC')].length < LEAST_CHARACTERS;
}

/** Blanks and ASCII punctuation. */
const FILLING = /[\s!-/:-@[-`{-~]/;

/** One letter for another in the ways everybody knows. */
const LOOKS_LIKE: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '7': 't', '@': 'a', $: 's', '!': 'i' };

const ROWS = ['0123456789', '1234567890', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm', 'qwertzuiop', 'azertyuiop'];

/** What the password contains of its owner and of the portal; short names are too often part of honest words. */
function namedIn(plain: string, { username, email, places = [] }: PasswordContext): string | undefined {
  const contains = (word: string | null | undefined, least: number) => {
    const wanted = joined(word?.toLowerCase() ?? '');
    return wanted.length >= least && joined(plain).includes(wanted);
  };
  if (contains(username, 5)) return 'your username';
  if (contains(email, 5) || contains(email?.split('@')[0], 6)) return 'your e-mail address';
  if (places.some((place) => contains(place, 5))) return 'the name of the city or of this portal';
  return undefined;
}

function words({ username, email, names = [], places = [] }: PasswordContext): string[] {
  return [username, ...(email?.split(/[@.]/) ?? []), ...names.flatMap((name) => name?.split(/\s+/) ?? []), ...places]
    .map((word) => word?.toLowerCase() ?? '')
    .filter((word) => word.length >= 3);
}

/** `ana.lopez`, `ana lopez` and `AnaLopez` are the same to whoever guesses. */
function joined(text: string): string {
  return text.replace(/[\s._-]/g, '');
}

function mark(text: string, word: string, guessable: boolean[]): void {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) guessable.fill(true, at, at + word.length);
}

/** Rows of keys, of the alphabet or of digits, forwards and backwards, and a character repeated: three digits, four letters. */
function markRuns(plain: string[], guessable: boolean[]): void {
  for (const row of ROWS.flatMap((each) => [each, [...each].reverse().join('')])) {
    for (let start = 0; start < plain.length;) {
      let end = start + 1;
      const first = row.indexOf(plain[start]);
      while (first >= 0 && end < plain.length && row[first + end - start] === plain[end]) end++;
      markRun(plain, start, end, guessable);
      start = end > start + 1 ? end - 1 : end;
    }
  }
  for (let start = 0; start < plain.length;) {
    let end = start + 1;
    while (plain[end] === plain[start]) end++;
    markRun(plain, start, end, guessable);
    start = end;
  }
}

function markRun(plain: string[], start: number, end: number, guessable: boolean[]): void {
  if (end - start >= (/\d/.test(plain[start]) ? 3 : 4)) guessable.fill(true, start, end);
}

/** Whether it is a short piece, said again and again, the last time perhaps not to its end. */
function repeats(plain: string[]): boolean {
  for (let piece = 1; piece <= Math.min(8, plain.length / 2); piece++) {
    if (plain.every((character, index) => character === plain[index % piece])) return true;
  }
  return false;
}
