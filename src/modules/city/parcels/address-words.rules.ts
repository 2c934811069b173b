import { DIRECTIONS, HIGHWAYS, ORDINALS, PLAIN_UNIT_WORDS, STREET_SPELLINGS, STREET_WORDS, UNIT_WORDS } from './street-words.rules.js';

/** Grows with each change of the rules below: what the list keeps of its addresses is then read anew. */
export const RULES_VERSION = 2;

/** An address as it is compared: the words that two spellings of one address share. */
export interface AddressWords {
  /** `12`, `12a`, `12 1/2`; empty for an address without a house number. */
  house: string;
  houseNumber: number | null;
  /** `n oak st` */
  street: string;
  /** The street without the direction before it: `oak st`. */
  core: string;
  /** `2b`, `bldg c 2b`; empty for the building itself. */
  unit: string;
}

const SHORT_OF = new Map([...STREET_WORDS, ...STREET_SPELLINGS]);
const LONG_OF = new Map([...STREET_WORDS.map(([long, short]) => [short, long] as const), ['av', 'avenue'], ['st', 'saint']] as const);
const SHORT_STREET_WORDS = new Set(STREET_WORDS.map(([, short]) => short));
const DIRECTION = new Map(DIRECTIONS);
const DIRECTION_IN_FULL = new Map(DIRECTIONS.map(([long, short]) => [short, long]));
const ORDINAL = new Map(ORDINALS);
/** Of streets that are called by two words: `twenty first`. */
const TENS = new Set(ORDINALS.flatMap(([long]) => (long.includes(' ') ? long.split(' ')[0]! : [])));

/** What stands before the name of a unit. Those of one flat are mixed freely; a floor or a building is something else. */
const UNIT_SHORT = new Map([...UNIT_WORDS, ...PLAIN_UNIT_WORDS]);
const UNIT_DESIGNATORS = new Set(['#', 'no', ...UNIT_WORDS.flat()]);
const PLAIN_UNITS = new Set(PLAIN_UNIT_WORDS.flat());
const SAID_OR_NOT = new Set(['#', 'apt', 'unit', 'ste', 'no']);
/** `Unit 1A, 700 Lake St` */
const UNIT_FIRST = new RegExp(
  `^((?:${[...UNIT_WORDS.flat(), '#'].join('|')})\\s*#?\\s*[\\p{L}\\p{N}-]{1,8})(?:\\s*,\\s*|\\s+)(?=\\d)`,
  'u',
);

/** `12`, `12a`, `12-14`, `12 1/2`, at the beginning. */
const HOUSE = /^(\d{1,9}[a-z]?(?:-\d{1,9}[a-z]?)?)(?:\s+(\d\/\d))?(?=[\s,]|$)/;

export function addressWords(line1: string, line2?: string | null): AddressWords {
  const { before, after } = unitFirst(plain(line1));
  const { house, rest } = readHouse(after);
  const { street, unit } = readUnit(wordsOf(rest));
  const units = [...before, ...unit, ...wordsOf(plain(line2 ?? ''))];
  return { ...house, ...streetOf(street), unit: unitOf(units) };
}

/** What somebody has typed so far of an address. */
export interface TypedAddress extends AddressWords {
  zip5: string | null;
  /** The same street, where its last word may be the beginning of a word that is written short. */
  otherStreets: { street: string; core: string }[];
}

/** Reads the beginning of an address, or a whole one with city, state and ZIP code. */
export function typedAddress(typed: string, here: { city: string; state: string }): TypedAddress {
  const { before, after } = unitFirst(plain(typed));
  const [first = '', ...others] = after.split(',');
  const { house, rest } = readHouse(first.trim());
  const zip5 = /(?:^|\D)(\d{5})(?:-\d{4})?\s*$/.exec(others.length > 0 ? others.at(-1)! : rest)?.[1] ?? null;
  const own = readUnit(others.length > 0 ? wordsOf(rest) : withoutPlace(wordsOf(rest), here));
  const unit = [...before, ...own.unit, ...others.flatMap((part) => (UNIT_DESIGNATORS.has(wordsOf(part)[0] ?? '') ? wordsOf(part) : []))];
  const otherStreets = [...finished(own.street).map(streetOf), ...(house.house === '' ? [] : inDirection(own.street))];
  return { ...house, ...streetOf(own.street), unit: unitOf(unit), zip5, otherStreets };
}

/** The letters and digits of a parcel number: all that tells it from another. */
export function parcelKey(number: string): string {
  return number.replace(/[^A-Za-z0-9]/g, '').toUpperCase();
}

function plain(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\u2044/g, '/')
    .replace(/[.'’]/g, '')
    .replace(/#/g, ' # ')
    .toLowerCase()
    .trim();
}

function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{N}#/]+/u).filter((word) => word !== '' && word !== '/');
}

function readHouse(text: string): { house: Pick<AddressWords, 'house' | 'houseNumber'>; rest: string } {
  const found = HOUSE.exec(text);
  if (!found) return { house: { house: '', houseNumber: null }, rest: text };
  const [whole, number, fraction] = found;
  // A street may be called by a number: "5th Street" is none, "5 Street" has one.
  return {
    house: { house: fraction ? `${number} ${fraction}` : number!, houseNumber: Number(/^\d+/.exec(number!)![0]) },
    rest: text.slice(whole.length),
  };
}

function unitFirst(text: string): { before: string[]; after: string } {
  const found = UNIT_FIRST.exec(text);
  return found ? { before: wordsOf(found[1]!), after: text.slice(found[0].length) } : { before: [], after: text };
}

/** The unit begins with its designator, once there is a street before it; those without a number stand behind the whole street. */
function readUnit(words: string[]): { street: string[]; unit: string[] } {
  const at = words.findIndex((word, index) => {
    if (index === 0) return false;
    if (/^ph\d{1,3}$/.test(word)) return true;
    if (UNIT_DESIGNATORS.has(word) && (word === '#' || /\d|^\p{L}{1,2}$/u.test(words[index + 1] ?? ''))) return true;
    return PLAIN_UNITS.has(word) && index === words.length - 1 && isStreetWord(words[index - 1]!);
  });
  return at < 0 ? { street: words, unit: [] } : { street: words.slice(0, at), unit: words.slice(at) };
}

/** `2-B`, `2 b` and `2B` are one; what follows another designator is another part: `bldg c 4`. */
function unitOf(words: string[]): string {
  const parts: string[][] = [[]];
  for (const word of words) {
    const short = UNIT_SHORT.get(word) ?? word;
    if (SAID_OR_NOT.has(short)) parts.push([]);
    else if (UNIT_DESIGNATORS.has(word) && short !== 'ph') parts.push([`${short} `]);
    else parts.at(-1)!.push(short);
  }
  return parts
    .map((part) => part.join('').trim())
    .filter((part) => part !== '')
    .join(' ');
}

function streetOf(all: string[]): { street: string; core: string } {
  const words = counted(all);
  const highway = highwayOf(words);
  if (highway) return { street: highway, core: highway };
  const [first = '', ...rest] = words;
  const direction = DIRECTION.get(first) ?? (DIRECTION_IN_FULL.has(first) ? first : undefined);
  // "North Avenue" is called so; "North Oak Avenue" lies in the north.
  if (direction && rest.length > 0 && !isOnlyAStreetWord(rest)) {
    const core = named(rest);
    return { street: `${direction} ${core}`, core };
  }
  const core = named([DIRECTION_IN_FULL.get(first) ?? first, ...rest]);
  return { street: core, core };
}

function isOnlyAStreetWord(words: string[]): boolean {
  return words.length === 1 && isStreetWord(words[0]!);
}

function isStreetWord(word: string): boolean {
  return SHORT_STREET_WORDS.has(SHORT_OF.get(word) ?? word);
}

/** `twenty`, `first` → `21st`, which a direction may stand before. */
function counted(words: string[]): string[] {
  const at = words.findIndex((word, index) => TENS.has(word) && ORDINAL.has(`${word} ${words[index + 1] ?? ''}`));
  return at < 0 ? words : [...words.slice(0, at), ORDINAL.get(`${words[at]} ${words[at + 1]}`)!, ...words.slice(at + 2)];
}

/** One name for a highway, whoever calls it what; what stands behind it stays. */
function highwayOf(words: string[]): string | undefined {
  const text = words.join(' ');
  for (const [pattern, name] of HIGHWAYS) {
    const found = pattern.exec(text);
    const number = found?.slice(1).find((part) => part !== undefined);
    if (!found || number === undefined) continue;
    const rest = text.slice(found[0].length).trim().split(' ').filter(Boolean);
    return [name, number, ...rest.map((word) => DIRECTION.get(word) ?? SHORT_OF.get(word) ?? word)].join(' ');
  }
  return undefined;
}

/** The first word is the name, in full ("Court Street", "Saint James Place"); those after it are short. */
function named([first = '', ...rest]: string[]): string {
  const name = ORDINAL.get(first) ?? LONG_OF.get(first) ?? first;
  return [name, ...rest.map((word) => SHORT_OF.get(word) ?? DIRECTION.get(word) ?? ORDINAL.get(word) ?? word)].join(' ');
}

const LEAST_BEGINNING = 3;
/** Each costs a question to the database. */
const MOST_FINISHED = 5;

/** "oak stre" on its way to "oak street", "fir" on its way to "first". */
function finished(words: string[]): string[][] {
  const last = words.at(-1);
  if (!last || last.length < LEAST_BEGINNING) return [];
  const possible = words.length === 1 ? ORDINALS : [...STREET_WORDS, ...DIRECTIONS];
  return possible
    .filter(([long]) => long.startsWith(last) && long !== last)
    .slice(0, MOST_FINISHED)
    .map(([long]) => [...words.slice(0, -1), long]);
}

/** "n" on its way to "n oak st". */
function inDirection(words: string[]): { street: string; core: string }[] {
  const direction = words.length === 1 && (DIRECTION.get(words[0]!) ?? (DIRECTION_IN_FULL.has(words[0]!) && words[0]));
  return direction ? [{ street: `${direction} `, core: '' }] : [];
}

/** Without ZIP code, state and city at the end, as long as something is left. */
function withoutPlace(words: string[], here: { city: string; state: string }): string[] {
  let left = words;
  const drop = (tail: string[]) => {
    const at = left.length - tail.length;
    if (at > 0 && tail.every((word, index) => left[at + index] === word)) left = left.slice(0, at);
  };
  if (left.length > 2 && /^\d{4}$/.test(left.at(-1)!) && /^\d{5}$/.test(left.at(-2)!)) left = left.slice(0, -1);
  if (left.length > 1 && /^\d{5}$/.test(left.at(-1)!)) left = left.slice(0, -1);
  drop([here.state.toLowerCase()]);
  drop(wordsOf(plain(here.city)));
  return left;
}
