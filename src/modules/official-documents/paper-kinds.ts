import type { PaperContent } from '../../platform/pdf/paper.js';
import type { CityProfile } from '../city/index.js';
import type { RecordSummary } from '../records/index.js';

/** Every kind of paper that the city hands out and vouches for. */
export const PAPER_KINDS = [
  'permit',
  'certificate-of-completion',
  'certificate-of-operation',
  'business-certificate',
  'notice-of-violation',
] as const;
export type PaperKindCode = (typeof PAPER_KINDS)[number];

/** What a paper needs besides its snapshot. */
export interface Printing {
  city: CityProfile;
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
  kind: PaperKindCode;
  draw(snapshot: Snapshot, printing: Printing): PaperContent;
  /** Of the download. */
  fileName(number: string): string;
  standing(record: RecordSummary, snapshot: Snapshot, today: Temporal.PlainDate): PaperStanding;
  /** Whether it says until when it is good; a certificate of something done does not. Default true. */
  expires?: boolean;
}
