import { domainError } from '../../platform/errors/domain-error.js';

export class AttachmentNotFound extends domainError('records.attachment-not-found', 'not-found', 'No such attachment') {
  /** The same for what was never there, was deleted, or is private to somebody else. */
  constructor() {
    super('There is no such attachment on this record, or it is not yours to see.');
  }
}

export class RecordClosed extends domainError('records.closed', 'conflict', 'The record is closed', { currentStatus: 'finaled' }) {
  constructor(number: string, status: string, statusLabel: string) {
    super(`${number} is closed (${statusLabel}): it takes no more documents.`, { extensions: { currentStatus: status } });
  }
}

export class TooManyAttachments extends domainError(
  'records.too-many-attachments',
  'conflict',
  'The record has as many attachments as it can take',
  { most: 200 },
) {
  constructor(number: string, most: number) {
    super(`${number} has ${most} attachments, the most a record can have. Delete what you no longer need, or ask the city.`, {
      extensions: { most },
    });
  }
}

export class TooManyAttachmentsOfYours extends domainError(
  'records.too-many-attachments-of-yours',
  'conflict',
  'You have added as many attachments as an account can that follows the record',
  {
    most: 20,
  },
) {
  constructor(number: string, most: number) {
    super(`You have added ${most} attachments to ${number}, the most for somebody who does not own it. Ask its owner to add more.`, {
      extensions: { most },
    });
  }
}

export class AttachmentTooLarge extends domainError('records.file-too-large', 'too-large', 'The file is too large', {
  mostBytes: 52_428_800,
}) {
  constructor(mostBytes: number) {
    super(`A file may have ${Math.floor(mostBytes / 1_048_576)} MB at most. Split the plans, or save them with smaller images.`, {
      extensions: { mostBytes },
    });
  }
}

export class FileTypeNotAllowed extends domainError(
  'records.file-type-not-allowed',
  'unsupported-type',
  'The city cannot take this type of file',
  { allowed: ['pdf', 'png', 'jpg'] },
) {
  constructor(fileName: string, allowed: readonly string[]) {
    super(`${fileName} is of a type the city cannot take. It takes ${allowed.join(', ')}.`, { extensions: { allowed } });
  }
}

export class FileTypeMismatch extends domainError(
  'records.file-type-mismatch',
  'unsupported-type',
  'The content is not what the name says',
) {
  constructor(fileName: string, expected: string) {
    super(`The content of ${fileName} is not ${expected}. Open it, save it again in the right format and upload that.`);
  }
}

export class FileLocked extends domainError('records.file-locked', 'unsupported-type', 'The file opens only with a password') {
  constructor(fileName: string) {
    super(`${fileName} opens only with a password. Save it without one and upload that: reviewers must be able to open it.`);
  }
}

export class UploadUnreadable extends domainError('records.upload-unreadable', 'unreadable', 'The upload did not arrive complete') {}

export class AttachmentSuperseded extends domainError(
  'records.attachment-superseded',
  'conflict',
  'There is a newer version of the document',
  { currentAttachmentId: '019b3f6a-7c1e-7d52-9f0a-3a1f6f0f5b11' },
) {
  constructor(currentId: string) {
    super('Somebody has uploaded a newer version of this document. Look at it, and replace that one instead.', {
      extensions: { currentAttachmentId: currentId },
    });
  }
}

export class AttachmentNotScanned extends domainError('records.attachment-not-scanned', 'conflict', 'The file is still being checked') {
  constructor() {
    super('The file is still being checked for malicious content. Try again in a minute.');
  }
}

export class AttachmentInfected extends domainError('records.attachment-infected', 'forbidden', 'The file is not safe to open') {
  constructor() {
    super('Malicious content was found in this file, so nobody can open it. Upload a clean version.');
  }
}

export class NotYourAttachment extends domainError(
  'records.not-your-attachment',
  'forbidden',
  'Only who uploaded the document, the owner or the city may do this',
) {
  constructor() {
    super('Only who uploaded the document, the owner of the record or the city may replace or delete it.');
  }
}

export class AttachmentInReview extends domainError('records.attachment-in-review', 'conflict', 'The document is with the city') {
  constructor() {
    super('The city has received this document, so it stays with the record. Upload a new version of it instead.');
  }
}

export class NoSuchRange extends domainError('records.no-such-range', 'no-such-range', 'The file has no such part', { sizeBytes: 20_480 }) {
  constructor(size: number) {
    super(`The file has ${size} bytes; the range you asked for begins after its end.`, { extensions: { sizeBytes: size } });
  }
}
