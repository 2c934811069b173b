import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import type { Principal } from '../../platform/auth/principal.js';
import { PageQuery } from '../../platform/http/paging.js';
import { SCAN_STATES, type ScanState } from './attachment.entity.js';
import type { AttachmentRow } from './attachments.queries.js';
import { BlankIsAbsent } from '../../platform/http/blank-is-absent.decorator.js';

const DOCUMENT_TYPE = /^[A-Za-z0-9][A-Za-z0-9_-]{1,59}$/;
const documentTypeRule = {
  message: 'must be the code of a document type, such as site-plan: 2 to 60 letters, digits, dashes or underscores',
};

/** Many forms send a field that was left empty as an empty text. */

/** The fields of the form beside `file`. */
export class AttachmentUploadRequest {
  /** What the document is, by a code of the permit type's `documents`; other codes are kept as they are. @example site-plan */
  @Matches(DOCUMENT_TYPE, documentTypeRule)
  documentType: string;

  /** The review that this revision answers. @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10 */
  @BlankIsAbsent()
  @IsOptional()
  @IsUUID()
  reviewId?: string;

  /** The attachment, current and of the same document type, of which this is the next version. @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a11 */
  @BlankIsAbsent()
  @IsOptional()
  @IsUUID()
  replaces?: string;
}

export class AttachmentsQuery extends PageQuery {
  /** Only documents of this type. @example site-plan */
  @IsOptional()
  @Matches(DOCUMENT_TYPE, documentTypeRule)
  documentType?: string;

  /** `true`: only the newest version of each document. */
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  current: boolean = false;
}

export const UPLOADERS = ['you', 'party', 'city', 'outsider'] as const;
export type Uploader = (typeof UPLOADERS)[number];

/** A file on a record: one version of a document. */
export class AttachmentDto {
  /** @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10 */
  id: string;

  /** As it was uploaded, made safe for every file system. @example site-plan.pdf */
  fileName: string;

  /** Media type, found by looking at the content. @example application/pdf */
  contentType: string;

  /** @example 482133 */
  sizeBytes: number;

  /** SHA-256 of the content, 64 lower-case hexadecimal digits; also the download's `ETag`. @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 */
  sha256: string;

  /** @example site-plan */
  documentType: string;

  /** 1, 2, 3 … of the same document. @example 1 */
  version: number;

  /** Whether this is the newest version of the document; older ones stay and are marked. */
  current: boolean;

  /**
   * `pending`: being checked for malicious content, cannot be downloaded yet; `clean`; `infected`: cannot be downloaded at all;
   * `not-scanned`: this city has no scanner.
   */
  @IsIn(SCAN_STATES)
  scan: ScanState;

  /** The review that this revision answers. @example 0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10 */
  reviewId: string | null;

  /** Who uploaded it: you, another party of the record, the city, or somebody whom the city does not name. */
  @IsIn(UPLOADERS)
  uploadedBy: Uploader;

  /** @example 2026-03-02T15:04:05Z */
  uploadedAt: string;
}

export class AttachmentPageDto {
  items: AttachmentDto[];
  nextCursor: string | null;
}

export function toAttachmentDto(row: AttachmentRow, reader: Principal): AttachmentDto {
  return {
    id: row.id,
    fileName: row.fileName,
    contentType: row.contentType,
    sizeBytes: row.sizeBytes,
    sha256: row.sha256,
    documentType: row.documentType,
    version: row.version,
    current: row.isCurrent,
    scan: row.scan,
    reviewId: row.reviewId,
    uploadedBy: uploaderOf(row, reader),
    uploadedAt: row.uploadedAt,
  };
}

function uploaderOf({ uploadedBy, visibility }: AttachmentRow, reader: Principal): Uploader {
  if (uploadedBy === reader.accountId) return 'you';
  return visibility === 'role' ? 'outsider' : visibility === 'parties' ? 'city' : 'party';
}
