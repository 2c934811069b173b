import type { StaffRole } from '../../platform/auth/principal.js';

/** What is particular to a type of record. The module that keeps such records says it once, and all that serves every record asks. */
export interface RecordType {
  /** What the public calls the group: `permit`. Several types can be of one kind. */
  kind: string;
  /** The one type meant, when others of the same kind are different. */
  typeCode?: string;
  /** Whose work it is when the city must act and nobody else is named. */
  role: StaffRole;
  /** Whether people link it by typing its number; otherwise the city links whom it concerns. */
  isLinkable: boolean;
  /** Whether its owner may invite others to own it too. */
  hasCoOwners: boolean;
  /** The operation that invites people to it, when its module settles by itself who takes part. */
  invitedBy?: string;
}

const types = new Map<string, RecordType>();
const kinds: string[] = [];
const linkable: string[] = [];

/** All kinds of records that modules have defined. */
export const RECORD_KINDS: readonly string[] = kinds;

/** Those of them that are linked by their number. */
export const LINKABLE_KINDS: readonly string[] = linkable;

/** When the module is loaded, so that requests and the API document know it. */
export function defineRecordType<const Type extends RecordType>(type: Type): Type {
  const key = keyOf(type);
  if (types.has(key)) throw new Error(`The type of record ${key} is defined twice.`);
  types.set(key, type);
  if (!kinds.includes(type.kind)) kinds.push(type.kind);
  if (type.isLinkable && !linkable.includes(type.kind)) linkable.push(type.kind);
  return type;
}

export function recordTypeOf({ kind, typeCode }: Pick<RecordType, 'kind' | 'typeCode'>): RecordType {
  const type = types.get(keyOf({ kind, typeCode })) ?? types.get(keyOf({ kind }));
  if (!type) throw new Error(`No module has defined records of the kind ${kind}.`);
  return type;
}

function keyOf({ kind, typeCode }: Pick<RecordType, 'kind' | 'typeCode'>): string {
  return typeCode ? `${kind}/${typeCode}` : kind;
}
