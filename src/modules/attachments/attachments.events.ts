import { domainEvent } from '../../platform/events/domain-event.js';

/** A file is safely stored with a record; whether it is clean may still be open. */
export class AttachmentUploaded extends domainEvent<{
  recordId: string;
  number: string;
  attachmentId: string;
  documentType: string;
  reviewId?: string;
  accountId: string;
}>('records.attachment-uploaded') {}

export class AttachmentDeleted extends domainEvent<{ recordId: string; attachmentId: string; documentType: string }>(
  'records.attachment-deleted',
) {}

/** The scanner found something in an uploaded file, which counts no longer. */
export class AttachmentFoundInfected extends domainEvent<{
  recordId: string;
  number: string;
  attachmentId: string;
  documentType: string;
  accountId: string;
}>('records.attachment-found-infected') {}
