export { RecordsModule } from './records.module.js';
export { AddressValue } from './address.dto.js';
export { CaseFiles, type CaseFileKind } from './case-files.js';
export { AlreadyLinked, FirstOwnerOnly } from './links/record-links.errors.js';
export { daysWith } from './next-step.rules.js';
export { Lifecycle } from './lifecycle.js';
export { OutstandingActionDto } from './outstanding/outstanding.dto.js';
export { OutstandingService } from './outstanding/outstanding.service.js';
export {
  WAITING_ON,
  type KeptItem,
  type Outstanding,
  type OutstandingAction,
  type OutstandingItem,
  type WaitingOn,
} from './outstanding/outstanding.types.js';
export { PartyRecords, type PartyRecord } from './party-records.queries.js';
export { PartyFollowers } from './party-followers.js';
export { BY_INVITATION, BY_PROJECT } from './party-sources.js';
export { normalRecordNumber } from './record-number.rules.js';
export { defineRecordType, RECORD_KINDS, recordTypeOf } from './record-types.js';
export { RecordRelations } from './record-relations.js';
export { NextStepDto, STANDINGS, toNextStepDto } from './records.dto.js';
export { OwnerOnly, RecordNotFound, RecordNotLinked } from './records.errors.js';
export { RecordAssigned, RecordClosed, RecordLinked, RecordReopened, RecordUnlinked, RelatedRecordChanged } from './records.events.js';
export { RECORD_COLUMNS, RecordsQueries, relationOf, toSummary, type RecordRow } from './records.queries.js';
export { RecordsService } from './records.service.js';
export {
  RELATIONS,
  type ChronologyEntry,
  type NextStep,
  type NextStepActor,
  type OpenRecord,
  type RecordChange,
  type RecordSummary,
  type Relation,
  type Standing,
} from './records.types.js';
export { streetWords } from './search-words.rules.js';
