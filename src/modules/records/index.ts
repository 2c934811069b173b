export { RecordsModule } from './records.module.js';
export { AddressValue } from './address.dto.js';
export { AttachmentNotFound } from './attachments/attachments.errors.js';
export { AttachmentsService, type AttachmentSummary } from './attachments/attachments.service.js';
export { FollowUps } from './desk/follow-ups.js';
export { FollowUpNotFound, FollowUpSettled } from './desk/records-desk.errors.js';
export { IssuedPapers } from './papers/issued-papers.js';
export { dayInWords, groupedCode, letterheadOf, placeFacts } from './papers/letterhead.js';
export { type PaperKind, type PaperStanding, type Printing } from './papers/paper-kinds.js';
export { NextStepDto, toNextStepDto } from './records.dto.js';
export { PartyRecords, type PartyRecord } from './party-records.queries.js';
export { normalRecordNumber } from './record-number.rules.js';
export { RecordsService } from './records.service.js';
export { daysWith } from './next-step.rules.js';
export { OwnerOnly, RecordNotFound, RecordNotLinked } from './records.errors.js';
export {
  AttachmentDeleted,
  AttachmentFoundInfected,
  AttachmentUploaded,
  RecordAssigned,
  RecordLinked,
  RecordUnlinked,
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
