/** What can be done about a matter with one request. */
export interface Remedy {
  operationId: string;
  label: string;
  /** Helps only when it is known whom the matter concerns. */
  needsRecipient?: boolean;
}

/** A kind of matter that staff must look after besides the next steps of records; the module that raises it defines it. */
export interface FollowUpKind {
  kind: string;
  /** What it is about, within a sentence: `a message that did not arrive`. */
  about: string;
  /** The simplest first. */
  remedies: Remedy[];
}

const defined = new Map<string, FollowUpKind>();
const kinds: string[] = [];

/** All kinds that modules have defined. */
export const FOLLOW_UP_KINDS: readonly string[] = kinds;

/** When the module is loaded, so that the API document knows it. */
export function defineFollowUp(kind: FollowUpKind): FollowUpKind {
  defined.set(kind.kind, kind);
  kinds.push(kind.kind);
  return kind;
}

export function followUpKindOf(kind: string): FollowUpKind {
  const known = defined.get(kind);
  if (!known) throw new Error(`No module has defined follow-ups of the kind ${kind}.`);
  return known;
}
