export { RecordsModule } from './records.module.js';
export { AddressValue } from './address.dto.js';
export {
  AttachmentNotFound,
  AttachmentTooLarge,
  FileTypeMismatch,
  FileTypeNotAllowed,
  UploadUnreadable,
} from './attachments/attachments.errors.js';
export { OutsiderFiles } from './attachments/outsider-files.js';
export { UploadGate, type UploadRequest } from './attachments/upload/upload-gate.js';
export { Received, ReceivesUpload } from './attachments/upload/upload.interceptor.js';
export type { ReceivedFile } from './attachments/upload/upload-storage.js';
export { AttachmentsService, type AttachmentSummary } from './attachments/attachments.service.js';
export { InvitationLetters, type LetterState } from './invitations/invitation-letters.js';
export { InvitationLinks } from './invitations/invitation-links.js';
export { InvitationAccepted, InvitationDeclined, InvitationSent, InvitationWithdrawn } from './invitations/invitations.events.js';
export { InvitationsQueries } from './invitations/invitations.queries.js';
export { FollowUps, type FollowUpKind } from './desk/follow-ups.js';
export { FollowUpNotFound, FollowUpSettled } from './desk/records-desk.errors.js';
export { OwnTeams } from './invitations/own-teams.js';
export { IssuedPapers } from './papers/issued-papers.js';
export { dayInWords, groupedCode, letterheadOf, placeFacts } from './papers/letterhead.js';
export { codeFrom, newVerificationCode, normalVerificationCode } from './papers/verification-code.js';
export { type PaperKind, type PaperStanding, type Printing } from './papers/paper-kinds.js';
export { NextStepDto, toNextStepDto } from './records.dto.js';
export { PartyRecords, type PartyRecord } from './party-records.queries.js';
export { ProjectBlockers } from './projects/project-blockers.js';
export { nextStepOf, toBlocker, type Blocker } from './projects/project-blockers.rules.js';
export {
  ProjectClosed,
  ProjectCompleted,
  ProjectOpened,
  ProjectReopened,
  RecordAddedToProject,
  RecordRemovedFromProject,
} from './projects/projects.events.js';
export { normalRecordNumber } from './record-number.rules.js';
export { RECORD_RELATIONS, RecordRelations, type RecordRelation } from './record-relations.js';
export { RecordsService } from './records.service.js';
export { streetWords } from './search-words.rules.js';
export { daysWith } from './next-step.rules.js';
export { OwnerOnly, RecordNotFound, RecordNotLinked } from './records.errors.js';
export {
  AttachmentDeleted,
  AttachmentFoundInfected,
  AttachmentUploaded,
  RecordAssigned,
  RecordClosed,
  RecordLinked,
  RecordReopened,
  RecordUnlinked,
  RelatedRecordChanged,
} from './records.events.js';
export {
  RECORD_KINDS,
  RELATIONS,
  type ChronologyEntry,
  type NextStep,
  type NextStepActor,
  type OpenRecord,
  type RecordChange,
  type RecordKind,
  type RecordParty,
  type RecordSummary,
  type Relation,
  type Standing,
} from './records.types.js';
