export { RecordsModule } from './records.module.js';
export { CaseFiles, type CaseFileKind } from './case-files.js';
export { AddressValue } from './address.dto.js';
export { AlreadyLinked, FirstOwnerOnly } from './links/record-links.errors.js';
export { Lifecycle } from './lifecycle.js';
export { OutstandingActionDto } from './outstanding/outstanding.dto.js';
export { OutstandingService } from './outstanding/outstanding.service.js';
export { WAITING_ON, type KeptItem, type Outstanding, type OutstandingItem } from './outstanding/outstanding.types.js';
export { PartyRecords, type PartyRecord } from './party-records.queries.js';
export { PartyFollowers } from './party-followers.js';
export { definePartySource } from './party-sources.js';
export { normalRecordNumber } from './record-number.rules.js';
export { defineRecordType, RECORD_KINDS, recordTypeOf } from './record-types.js';
export { RecordRelations } from './record-relations.js';
export { daysWith } from './responsibility-clock.rules.js';
export { NextStepDto, toNextStepDto } from './records.dto.js';
export { OwnerOnly, RecordNotFound, RecordNotLinked } from './records.errors.js';
export { RecordClosed, RecordLinked, RecordReopened, RecordUnlinked, RelatedRecordChanged } from './records.events.js';
export { RecordsService } from './records.service.js';
export {
  RELATIONS,
  type Access,
  type ChronologyEntry,
  type OpenRecord,
  type RecordChange,
  type RecordSummary,
  type Relation,
} from './records.types.js';
export { streetWords } from './search-words.rules.js';
