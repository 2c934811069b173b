/** Street words and their short forms of the Postal Service's Publication 28, as people mix them. */
export const STREET_WORDS: readonly (readonly [string, string])[] = [
  ['alley', 'aly'],
  ['avenue', 'ave'],
  ['boulevard', 'blvd'],
  ['circle', 'cir'],
  ['court', 'ct'],
  ['crossing', 'xing'],
  ['drive', 'dr'],
  ['expressway', 'expy'],
  ['heights', 'hts'],
  ['highway', 'hwy'],
  ['junction', 'jct'],
  ['lane', 'ln'],
  ['mount', 'mt'],
  ['parkway', 'pkwy'],
  ['place', 'pl'],
  ['plaza', 'plz'],
  ['point', 'pt'],
  ['ridge', 'rdg'],
  ['road', 'rd'],
  ['route', 'rte'],
  ['square', 'sq'],
  ['street', 'st'],
  ['terrace', 'ter'],
  ['trail', 'trl'],
];

/** Words for a part of a building. */
export const UNIT_WORDS: readonly (readonly [string, string])[] = [
  ['apartment', 'apt'],
  ['building', 'bldg'],
  ['floor', 'fl'],
  ['room', 'rm'],
  ['suite', 'ste'],
];

export const DIRECTIONS: readonly (readonly [string, string])[] = [
  ['north', 'n'],
  ['south', 's'],
  ['east', 'e'],
  ['west', 'w'],
  ['northeast', 'ne'],
  ['northwest', 'nw'],
  ['southeast', 'se'],
  ['southwest', 'sw'],
];

/** Numbered streets, as they are said and as they are written. */
export const ORDINALS: readonly (readonly [string, string])[] = [
  ['first', '1st'],
  ['second', '2nd'],
  ['third', '3rd'],
  ['fourth', '4th'],
  ['fifth', '5th'],
  ['sixth', '6th'],
  ['seventh', '7th'],
  ['eighth', '8th'],
  ['ninth', '9th'],
  ['tenth', '10th'],
];
