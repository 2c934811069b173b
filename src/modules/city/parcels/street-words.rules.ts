/**
 * Street suffixes of the Postal Service's Publication 28 (appendix C1): the word, its standard abbreviation, and other spellings that
 * people use.
 */
const SUFFIXES = `
alley aly allee ally|annex anx anex annx|arcade arc|avenue ave av aven avenu avn avnue|bayou byu bayoo|beach bch|bend bnd
bluff blf bluf|bluffs blfs|bottom btm bot bottm|boulevard blvd boul boulv|branch br brnch|bridge brg brdge|brook brk|brooks brks
burg bg|burgs bgs|bypass byp bypa bypas byps|camp cp cmp|canyon cyn canyn cnyn|cape cpe|causeway cswy causwa|center ctr cen cent centr centre cnter cntr
centers ctrs|circle cir circ circl crcl crcle|circles cirs|cliff clf|cliffs clfs|club clb|common cmn|commons cmns|corner cor|corners cors
course crse|court ct crt|courts cts|cove cv|coves cvs|creek crk|crescent cres crsent crsnt|crest crst|crossing xing crssng|crossroad xrd
crossroads xrds|curve curv|dale dl|dam dm|divide dv div dvd|drive dr driv drv|drives drs|estate est|estates ests|expressway expy exp expr express expw
extension ext extn extnsn|extensions exts|fall fll|falls fls|ferry fry frry|field fld|fields flds|flat flt|flats flts|ford frd|fords frds
forest frst forests|forge frg forg|forges frgs|fork frk|forks frks|fort ft frt|freeway fwy freewy frway frwy|garden gdn gardn grden grdn|gardens gdns grdns
gateway gtwy gatewy gatway gtway|glen gln|glens glns|green grn|greens grns|grove grv grov|groves grvs|harbor hbr harb harbr hrbor|harbors hbrs|haven hvn
heights hts ht|highway hwy highwy hiway hiwy hway|hill hl|hills hls|hollow holw hllw hollows holws|inlet inlt|island is islnd|islands iss islnds|isle isles
junction jct jction jctn junctn juncton|junctions jcts jctns|key ky|keys kys|knoll knl knol|knolls knls|lake lk|lakes lks|land|landing lndg lndng|lane ln
light lgt|lights lgts|loaf lf|lock lck|locks lcks|lodge ldg ldge lodg|loop loops|mall|manor mnr|manors mnrs|meadow mdw|meadows mdws medows|mews|mill ml|mills mls
mission msn missn mssn|motorway mtwy|mount mt mnt|mountain mtn mntain mntn mountin mtin|mountains mtns mntns|neck nck|orchard orch orchrd|oval ovl|overpass opas
park prk|parks|parkway pkwy parkwy pkway pky|parkways pkwys|pass|passage psge|path paths|pike pikes|pine pne|pines pnes|place pl|plain pln|plains plns|plaza plz plza
point pt|points pts|port prt|ports prts|prairie pr prr|radial radl rad radiel|ramp|ranch rnch ranches rnchs|rapid rpd|rapids rpds|rest rst|ridge rdg rdge|ridges rdgs
river riv rvr rivr|road rd|roads rds|route rte rt|row|rue|run|shoal shl|shoals shls|shore shr shoar|shores shrs shoars|skyway skwy|spring spg spng sprng
springs spgs spngs sprngs|spur spurs|square sq sqr sqre squ|squares sqs sqrs|station sta statn stn|stravenue stra strav straven stravn strvn strvnue
stream strm streme|street st strt str|streets sts|summit smt sumit sumitt|terrace ter terr|throughway trwy|trace trce traces|track trak tracks trk trks
trafficway trfy|trail trl trails trls|trailer trlr trlrs|tunnel tunl tunel tunls tunnels tunnl|turnpike tpke trnpk turnpk|underpass upas|union un|unions uns
valley vly vally vlly|valleys vlys|viaduct via vdct viadct|view vw|views vws|village vlg vill villag villg villiage|villages vlgs|ville vl|vista vis vist vst vsta
walk walks|wall|way wy|ways|well wl|wells wls`;

interface Word {
  long: string;
  short: string;
  others: string[];
}

/** What somebody who has begun a word most likely means. */
const USUAL = [
  'street',
  'avenue',
  'road',
  'drive',
  'lane',
  'court',
  'place',
  'boulevard',
  'circle',
  'terrace',
  'trail',
  'parkway',
  'square',
];

const WORDS: Word[] = SUFFIXES.trim()
  .split(/[|\n]/)
  .map((line) => line.split(' '))
  .map(([long = '', short = long, ...others]) => ({ long, short, others }))
  .sort((one, other) => Number(USUAL.includes(other.long)) - Number(USUAL.includes(one.long)));

/** Street words and their short forms. */
export const STREET_WORDS: readonly (readonly [string, string])[] = WORDS.map(({ long, short }) => [long, short]);

/** Other spellings of street words, with the short form. */
export const STREET_SPELLINGS: readonly (readonly [string, string])[] = WORDS.flatMap(({ short, others }) =>
  others.map((other) => [other, short] as const),
);

/** Words for a part of a building that has a number or a letter (Publication 28, appendix C2). */
export const UNIT_WORDS: readonly (readonly [string, string])[] = [
  ['apartment', 'apt'],
  ['building', 'bldg'],
  ['department', 'dept'],
  ['floor', 'fl'],
  ['hangar', 'hngr'],
  ['key', 'key'],
  ['lot', 'lot'],
  ['penthouse', 'ph'],
  ['pier', 'pier'],
  ['room', 'rm'],
  ['slip', 'slip'],
  ['space', 'spc'],
  ['stop', 'stop'],
  ['suite', 'ste'],
  ['trailer', 'trlr'],
  ['unit', 'unit'],
];

/** Those that need none. */
export const PLAIN_UNIT_WORDS: readonly (readonly [string, string])[] = [
  ['basement', 'bsmt'],
  ['front', 'frnt'],
  ['lobby', 'lbby'],
  ['lower', 'lowr'],
  ['office', 'ofc'],
  ['penthouse', 'ph'],
  ['rear', 'rear'],
  ['side', 'side'],
  ['upper', 'uppr'],
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

const UNITS = 'first second third fourth fifth sixth seventh eighth ninth'.split(' ');
const TEENS = 'tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'.split(' ');
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

function written(number: number): string {
  const isTeen = number % 100 > 10 && number % 100 < 14;
  return `${number}${isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][number % 10] ?? 'th')}`;
}

/** Numbered streets, as they are said and as they are written: `first`, `twenty first`, `ninetieth`. */
export const ORDINALS: readonly (readonly [string, string])[] = [
  ...UNITS.map((word, index) => [word, written(index + 1)] as const),
  ...TEENS.map((word, index) => [word, written(index + 10)] as const),
  ...TENS.flatMap((ten, index) => [
    [`${ten.slice(0, -1)}ieth`, written(index * 10 + 20)] as const,
    ...UNITS.map((unit, more) => [`${ten} ${unit}`, written(index * 10 + 21 + more)] as const),
  ]),
  ['hundredth', '100th'],
];

/** The states, by which their routes are called. */
const STATES =
  'al alabama|ak alaska|az arizona|ar arkansas|ca california|co colorado|ct connecticut|de delaware|fl florida|ga georgia|hi hawaii|id idaho|il illinois|in indiana|ia iowa|ks kansas|ky kentucky|la louisiana|me maine|md maryland|ma massachusetts|mi michigan|mn minnesota|ms mississippi|mo missouri|mt montana|ne nebraska|nv nevada|nh new hampshire|nj new jersey|nm new mexico|ny new york|nc north carolina|nd north dakota|oh ohio|ok oklahoma|or oregon|pa pennsylvania|ri rhode island|sc south carolina|sd south dakota|tn tennessee|tx texas|ut utah|vt vermont|va virginia|wa washington|wv west virginia|wi wisconsin|wy wyoming';

const OF_A_STATE = STATES.split('|').flatMap((state) => [state.slice(0, 2), state.slice(3)]);

const NUMBER = '(\\d+\\w?)\\b';
const ROUTE = '(?:route|rte|rt|highway|hwy|road|rd)';

/** Highways, which people call by many names, under one (Publication 28, appendix F). */
export const HIGHWAYS: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`^(?:county|cnty|co) (?:${ROUTE}|trunk) ${NUMBER}|^(?:cr|ch|cth) ${NUMBER}`), 'county road'],
  [new RegExp(`^(?:u s|us|united states) (?:${ROUTE} )?${NUMBER}`), 'us highway'],
  [new RegExp(`^(?:interstate|i|ih)(?: (?:highway|hwy))? ${NUMBER}`), 'interstate'],
  [new RegExp(`^(?:farm to market|fm)(?: (?:road|rd))? ${NUMBER}`), 'farm to market'],
  [new RegExp(`^(?:state|st|${OF_A_STATE.join('|')}) ${ROUTE} ${NUMBER}|^(?:sr|sh|sth|route|rte|rt|highway|hwy) ${NUMBER}`), 'state route'],
  [new RegExp(`^(?:rural route|rural rte|rr|rfd|rd) ${NUMBER}`), 'rural route'],
];
