import { DomainEvent } from '../../platform/events/domain-event.js';

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
