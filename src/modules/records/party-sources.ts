/** Why an account that opened no record is party to it. The module that makes it so says it once. */
export interface PartySource {
  source: string;
  /** What people read of it: `number`. */
  way: string;
  /** Whether it can be taken away by itself, or goes with something else. */
  isRemovable: boolean;
  /** Of an owner by this reason: others owned the record before. */
  isLater?: boolean;
}

const sources = new Map<string, PartySource>();
const ways: string[] = [];

/** How people come to a record that is not theirs. */
export const LINK_WAYS: readonly string[] = ways;

/** When the module is loaded, so that the API document knows it. */
export function definePartySource(source: PartySource): string {
  sources.set(source.source, source);
  ways.push(source.way);
  return source.source;
}

/** All that are defined, or those of one sort. */
export function partySources(which: (source: PartySource) => boolean | undefined = () => true): string[] {
  return [...sources.values()].filter(which).map(({ source }) => source);
}

export function partySourceOf(source: string): PartySource {
  return sources.get(source)!;
}

/** Typed its number. */
export const BY_NUMBER = definePartySource({ source: 'link', way: 'number', isRemovable: true });
