import type { PermitTypeVersion } from './permit-type.js';

/** Words that say nothing about which permit it is. */
const FILLERS = new Set(
  (
    'a an and any are as at be build building by can city do does for from get getting have help hire house how i if in install installing is it its ' +
    'job just like looking make my need needed of off on onto or our out permit permits please property put putting should some someone that the ' +
    'their there this to up us want wanting was we what when where which will with work would you your home replace replacing replacement new add adding ' +
    'existing fix change changing old'
  ).split(' '),
);

/** How much a match in each part of a type counts. */
const KEYWORD = 1;
const NAME = 0.9;
const SUMMARY = 0.35;

/** How much a word counts that is not quite the same. */
const STEM = 0.9;
const BEGINNING = 0.75;
const MISSPELT = 0.65;

/** Enough for a sentence. */
const MOST_WORDS = 20;

/** Filler words break ties only. */
const FILLER_WEIGHT = 0.12;
/** A hit far behind the best one is noise. */
const LEAST_SHARE = 0.3;

interface Phrase {
  words: string[];
  weight: number;
}

interface Searchable {
  code: string;
  phrases: Phrase[];
  /** Every word of the type with its best weight. */
  weights: Map<string, number>;
}

export interface SearchIndex {
  types: Searchable[];
  rarity: Map<string, number>;
}

/** Prepares types for the plain-words search. */
export function indexTypes(types: readonly Pick<PermitTypeVersion, 'code' | 'name' | 'keywords' | 'summary'>[]): SearchIndex {
  const searchable = types.map(toSearchable);
  const frequency = new Map<string, number>();
  for (const { weights } of searchable) for (const word of weights.keys()) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const rarity = new Map([...frequency].map(([word, count]) => [word, Math.log(1 + searchable.length / count)]));
  return { types: searchable, rarity };
}

/** Codes of the types that fit what a resident typed, the best first; tolerant of typing errors and word forms. */
export function searchTypes(index: SearchIndex, query: string): string[] {
  const asked = wordsOf(query);
  const exact = query.trim().toUpperCase();
  if (index.types.some(({ code }) => code === exact)) return [exact];
  const scored = index.types
    .map((type) => ({ code: type.code, score: scoreOf(type, asked, index) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.code.localeCompare(b.code));
  const least = (scored[0]?.score ?? 0) * LEAST_SHARE;
  return scored.filter(({ score }) => score >= least).map(({ code }) => code);
}

function scoreOf(type: Searchable, asked: readonly string[], { rarity }: SearchIndex): number {
  const telling = asked.filter((word) => !FILLERS.has(word));
  let score = 0;
  let found = 0;
  for (const word of asked) {
    const filler = FILLERS.has(word);
    if (filler && telling.length === 0 && asked.length > 1) continue;
    const best = bestMatch(word, type, rarity);
    if (best === 0) continue;
    score += best * (filler ? FILLER_WEIGHT : 1);
    if (!filler) found += 1;
  }
  if (telling.length > 0 && found === 0) return 0;
  // Somebody who names three things means the permit that has all three.
  const coverage = telling.length === 0 ? 1 : found / telling.length;
  return (score + phraseBonus(type, asked, rarity)) * (0.4 + 0.6 * coverage);
}

function bestMatch(word: string, type: Searchable, rarity: SearchIndex['rarity']): number {
  let best = 0;
  for (const [candidate, weight] of type.weights) {
    const value = likeness(word, candidate) * weight * (rarity.get(candidate) ?? 1);
    if (value > best) best = value;
  }
  return best;
}

/** A keyword that was typed whole says more than its words by themselves, and more the longer it is. */
function phraseBonus(type: Searchable, asked: readonly string[], rarity: SearchIndex['rarity']): number {
  let best = 0;
  for (const { words, weight } of type.phrases) {
    if (!words.every((word) => asked.some((other) => likeness(other, word) >= MISSPELT))) continue;
    const value = words.reduce((sum, word) => sum + (rarity.get(word) ?? 1) * (FILLERS.has(word) ? 0.3 : 1), 0) * weight;
    const wholeQuery = words.length === asked.filter((word) => !FILLERS.has(word) || words.includes(word)).length;
    best = Math.max(best, value * (wholeQuery ? 1.2 : 0.8));
  }
  return best;
}

function likeness(word: string, candidate: string): number {
  if (word === candidate) return 1;
  if (FILLERS.has(word) || FILLERS.has(candidate)) return 0;
  if (stem(word) === stem(candidate)) return STEM;
  if (word.length >= 4 && candidate.startsWith(word)) return BEGINNING;
  const allowed = word.length >= 7 ? 2 : word.length >= 4 ? 1 : 0;
  return allowed > 0 && candidate.length >= 4 && distance(word, candidate, allowed) <= allowed ? MISSPELT : 0;
}

/** `fences`, `fencing` and `fenced` are one word; good enough for the trade's vocabulary. */
function stem(word: string): string {
  const bare = word.length > 4 ? word.replace(/(?:ies)$/, 'y').replace(/(?:ing|ed|es|s)$/, '') : word.replace(/s$/, '');
  return bare.length > 3 ? bare.replace(/e$/, '').replace(/(.)\1$/, '$1') : bare;
}

/** Typing errors between two words: a letter more, less, other or swapped; gives up beyond `most`. */
function distance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_unused, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length];
}

function toSearchable({ code, name, keywords, summary }: Pick<PermitTypeVersion, 'code' | 'name' | 'keywords' | 'summary'>): Searchable {
  const phrases = [{ words: wordsOf(name), weight: NAME }, ...keywords.map((keyword) => ({ words: wordsOf(keyword), weight: KEYWORD }))];
  const weights = new Map<string, number>();
  const note = (words: string[], weight: number) => words.forEach((word) => weights.set(word, Math.max(weights.get(word) ?? 0, weight)));
  for (const { words, weight } of phrases) note(words, weight);
  note(wordsOf(summary), SUMMARY);
  return { code, phrases, weights };
}

/** Lower case, `a/c` as `ac`, no punctuation or accents. */
function wordsOf(text: string): string[] {
  const plain = text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/\b([a-z])\/([a-z])\b/g, '$1$2')
    .replace(/['’]/g, '');
  return [...new Set(plain.split(/[^a-z0-9]+/).filter(Boolean))].slice(0, MOST_WORDS);
}
