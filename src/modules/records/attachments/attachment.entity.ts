import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../../platform/database/ids.js';
import { InstantType } from '../../../platform/database/types.js';

/** `not-scanned`: the city has no scanner. */
export const SCAN_STATES = ['pending', 'clean', 'infected', 'not-scanned'] as const;
export type ScanState = (typeof SCAN_STATES)[number];

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
    /** `private`: for the owner, the city and who uploaded it. */
    visibility: p.text().$type<'private' | 'parties'>(),
    uploadedBy: p.uuid(),
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
  uploadedBy: string;
  byCity: boolean;
  scanned: boolean;
  /** The document it is a further version of. */
  family?: { id: string; newestVersion: number };
}

export class Attachment extends AttachmentSchema.class {
  static add({ family, byCity, scanned, ...what }: NewAttachment, now: Temporal.Instant): Attachment {
    const attachment = new Attachment();
    const id = newId();
    return Object.assign(attachment, what, {
      id,
      familyId: family?.id ?? id,
      version: (family?.newestVersion ?? 0) + 1,
      visibility: byCity ? ('parties' as const) : ('private' as const),
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
