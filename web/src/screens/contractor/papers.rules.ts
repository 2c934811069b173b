import type { Shape } from '../../api/types';

type Kind = Shape<'CredentialDto'>['kind'];
type Class = Shape<'ContractorClassDto'>;
type Credential = Shape<'CredentialDto'>;

/** Something that the contractor's classes ask it to show. */
export interface Paper {
  kind: Kind;
  /** The class that a state license is for; null for what counts for all classes. */
  class: string | null;
  name: string;
  /** Names of the classes that ask for it. */
  neededFor: string[];
  /** On file and in force the longest; null when the city has seen none. */
  onFile: Credential | null;
}

const NAMES: Record<Kind, string> = {
  insurance: 'Liability insurance',
  'workers-compensation': 'Workers’ compensation insurance',
  bond: 'Bond',
  'state-license': 'State license',
};

/** Everything that the classes ask for, with what is on file. */
export function papersOf(classes: readonly Class[], onFile: readonly Credential[]): Paper[] {
  return (Object.keys(NAMES) as Kind[]).flatMap((kind) => {
    const asking = classes.filter(({ requires }) => requires.includes(kind));
    if (kind === 'state-license') return asking.map((each) => paper(kind, each.code, [each], onFile));
    return asking.length > 0 ? [paper(kind, null, asking, onFile)] : [];
  });
}

function paper(kind: Kind, classCode: string | null, asking: readonly Class[], onFile: readonly Credential[]): Paper {
  const same = onFile.filter((each) => each.kind === kind && each.class === classCode);
  const [longest = null] = same.toSorted((one, other) => other.expiresOn.localeCompare(one.expiresOn));
  const board = asking[0]?.stateLicenseBoard;
  return {
    kind,
    class: classCode,
    name: classCode && board ? `${NAMES[kind]} of the ${board}` : NAMES[kind],
    neededFor: asking.map(({ name }) => name),
    onFile: longest,
  };
}

/** Whether a paper is in force on a day. */
export function lastsTo(day: string, { onFile }: Paper): boolean {
  return onFile !== null && onFile.expiresOn >= day;
}

/** The first day of the term that a renewal is for; late, it begins today. */
export function newTermFrom(expiresOn: string, today: string): string {
  return expiresOn < today ? today : dayAfter(expiresOn);
}

function dayAfter(date: string): string {
  const day = new Date(`${date}T00:00Z`);
  day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}
