import { DomainEvent } from '../../platform/events/domain-event.js';
import type { RecordKind } from './records.types.js';

/** An account typed the number of a record and is party to it now. */
export class RecordLinked extends DomainEvent<{ recordId: string; number: string; accountId: string }> {
  static override readonly type = 'records.record-linked';
}

/** A link was taken away, by the linked account or by the owner. */
export class RecordUnlinked extends DomainEvent<{ recordId: string; number: string; accountId: string }> {
  static override readonly type = 'records.record-unlinked';
}

/**
 * An account lost what it was on a record only because it was party to the record's project, or because the record left it. It may
 * still be party for another reason.
 */
export class PartyRemoved extends DomainEvent<{ recordId: string; accountId: string }> {
  static override readonly type = 'records.party-removed';
}

/** Nothing more will come on a record. */
export class RecordClosed extends DomainEvent<{ recordId: string; number: string; kind: RecordKind }> {
  static override readonly type = 'records.record-closed';
}

/** What had been closed goes on. */
export class RecordReopened extends DomainEvent<{ recordId: string; number: string; kind: RecordKind }> {
  static override readonly type = 'records.record-reopened';
}

/** A file is safely stored with a record; whether it is clean may still be open. */
export class AttachmentUploaded extends DomainEvent<{
  recordId: string;
  number: string;
  attachmentId: string;
  documentType: string;
  reviewId?: string;
  accountId: string;
}> {
  static override readonly type = 'records.attachment-uploaded';
}

export class AttachmentDeleted extends DomainEvent<{ recordId: string; attachmentId: string; documentType: string }> {
  static override readonly type = 'records.attachment-deleted';
}

/** The scanner found something in an uploaded file, which counts no longer. */
export class AttachmentFoundInfected extends DomainEvent<{
  recordId: string;
  number: string;
  attachmentId: string;
  documentType: string;
  accountId: string;
}> {
  static override readonly type = 'records.attachment-found-infected';
}
