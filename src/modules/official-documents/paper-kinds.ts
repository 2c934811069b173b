import type { DataKeys } from '../../platform/auth/data-keys.js';
import type { PaperContent } from '../../platform/pdf/paper.js';
import type { CityProfile } from '../city/index.js';
import type { RecordSummary } from '../records/index.js';

/** What a paper needs besides its snapshot. */
export interface Printing {
  city: CityProfile;
  /** For what nobody but the reader of the paper may know. */
  keys: DataKeys;
  /** Where the QR code leads. */
  verificationUrl: string;
  code: string;
  issuedAt: Temporal.Instant;
}

/** What the city says today of a paper it handed out. */
export interface PaperStanding {
  valid: boolean;
  status: string;
  statusLabel: string;
  /** `YYYY-MM-DD` */
  issuedOn: string | null;
  /** `YYYY-MM-DD` */
  expiresOn: string | null;
  /** What the paper is for, when its record's type has another name by now. */
  typeName?: string;
}

/** How a module draws a kind of paper, and what it says of one today. `Snapshot` is what the paper says, for ever. */
export interface PaperKind<Snapshot> {
  kind: string;
  /** Within a sentence: `certificate of completion`. */
  name: string;
  /** What the record is called that it is issued for: `Permit`. */
  recordName: string;
  draw(snapshot: Snapshot, printing: Printing): PaperContent;
  /** Of the download. */
  fileName(number: string): string;
  standing(record: RecordSummary, snapshot: Snapshot, today: Temporal.PlainDate): PaperStanding;
  /** What its last day is called; null for a paper of something done, which is good for ever. Default `Valid through`. */
  lastDay?: string | null;
}

const defined = new Map<string, PaperKind<unknown>>();
const kinds: string[] = [];

/** Every kind of paper that the city hands out and vouches for, as modules have defined them. */
export const PAPER_KINDS: readonly string[] = kinds;

/** When the module is loaded, so that the API document knows it. */
export function definePaper<Snapshot>(kind: PaperKind<Snapshot>): PaperKind<Snapshot> {
  defined.set(kind.kind, kind as PaperKind<unknown>);
  kinds.push(kind.kind);
  return kind;
}

export function paperKindOf(kind: string): PaperKind<unknown> {
  const known = defined.get(kind);
  if (!known) throw new Error(`No module has defined papers of the kind ${kind}.`);
  return known;
}
