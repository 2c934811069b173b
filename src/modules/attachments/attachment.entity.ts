import { defineEntity, p } from '@mikro-orm/core';
import type { StaffRole } from '../../platform/auth/principal.js';
import { newId } from '../../platform/database/ids.js';
import { InstantType } from '../../platform/database/types.js';

/** `not-scanned`: the city has no scanner. */
export const SCAN_STATES = ['pending', 'clean', 'infected', 'not-scanned'] as const;
export type ScanState = (typeof SCAN_STATES)[number];

/** `private`: for the owner, the city and who uploaded it. `role`: for staff of one role alone. */
export type AttachmentVisibility = 'private' | 'parties' | 'role';

const AttachmentSchema = defineEntity({
  name: 'Attachment',
  schema: 'records',
  tableName: 'attachment',
  properties: {
    id: p.uuid().primary(),
    recordId: p.uuid(),
    /** The id of the first version; all versions of a document share it. */
    familyId: p.uuid(),
    version: p.integer(),
    documentType: p.text(),
    fileName: p.text(),
    contentType: p.text(),
    sizeBytes: p.integer(),
    sha256: p.text(),
    fileKey: p.text(),
    reviewId: p.uuid().nullable(),
    visibility: p.text().$type<AttachmentVisibility>(),
    /** The one role that sees it, of a file that came from outside the record's parties. */
    role: p.text().$type<StaffRole>().nullable(),
    /** Null: from somebody whom the city does not name. */
    uploadedBy: p.uuid().nullable(),
    uploadedAt: p.type(InstantType),
    scan: p.text().$type<ScanState>(),
    scanSignature: p.text().nullable(),
    deletedAt: p.type(InstantType).nullable(),
    deletedBy: p.uuid().nullable(),
  },
});

export interface NewAttachment {
  recordId: string;
  documentType: string;
  fileName: string;
  contentType: string;
  sizeBytes: number;
  sha256: string;
  fileKey: string;
  reviewId: string | null;
  uploadedBy: string | null;
  byCity: boolean;
  /** Nobody else sees it; then `uploadedBy` is null. */
  role?: StaffRole;
  scanned: boolean;
  /** The document it is a further version of. */
  family?: { id: string; newestVersion: number };
}

export class Attachment extends AttachmentSchema.class {
  static add({ family, byCity, role, scanned, ...what }: NewAttachment, now: Temporal.Instant): Attachment {
    const attachment = new Attachment();
    const id = newId();
    return Object.assign(attachment, what, {
      id,
      familyId: family?.id ?? id,
      version: (family?.newestVersion ?? 0) + 1,
      visibility: role ? ('role' as const) : byCity ? ('parties' as const) : ('private' as const),
      role: role ?? null,
      uploadedAt: now,
      scan: scanned ? ('pending' as const) : ('not-scanned' as const),
      scanSignature: null,
      deletedAt: null,
      deletedBy: null,
    });
  }

  recordScan(outcome: Exclude<ScanState, 'pending'>, signature: string | null): void {
    this.scan = outcome;
    this.scanSignature = signature;
  }

  delete(by: string, now: Temporal.Instant): void {
    this.deletedAt = now;
    this.deletedBy = by;
  }
}
AttachmentSchema.setClass(Attachment);
