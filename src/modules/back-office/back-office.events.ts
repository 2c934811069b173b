import { domainEvent } from '../../platform/events/domain-event.js';

/** A member of the staff looks after the record from now on; `accountId` is theirs. */
export class RecordAssigned extends domainEvent<{ recordId: string; number: string; accountId: string }>('records.record-assigned') {}
