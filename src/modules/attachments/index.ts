export { AttachmentsModule } from './attachments.module.js';
export { AttachmentFiles } from './attachment-files.js';
export {
  AttachmentNotFound,
  AttachmentTooLarge,
  FileLocked,
  FileTypeMismatch,
  FileTypeNotAllowed,
  UploadUnreadable,
} from './attachments.errors.js';
export { AttachmentDeleted, AttachmentFoundInfected, AttachmentUploaded } from './attachments.events.js';
export { documentItems } from './document-items.rules.js';
export { AttachmentsService, type AttachmentSummary } from './attachments.service.js';
export { ReviewFiles } from './review-files.js';
export { OutsiderFiles } from './outsider-files.js';
export { UploadGate, type UploadRequest } from './upload/upload-gate.js';
export type { ReceivedFile } from './upload/upload-storage.js';
export { Received, ReceivesUpload } from './upload/upload.interceptor.js';
