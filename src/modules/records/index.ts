export { RecordsModule } from './records.module.js';
export { RecordsService } from './records.service.js';
export { OwnerOnly, RecordNotFound, RecordNotLinked } from './records.errors.js';
export { AttachmentDeleted, AttachmentFoundInfected, AttachmentUploaded, RecordLinked, RecordUnlinked } from './records.events.js';
export {
  RECORD_KINDS,
  RELATIONS,
  type AddressValue,
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
