import { domainEvent } from '../../platform/events/domain-event.js';

/** An account typed the number of a record and is party to it now. */
export class RecordLinked extends domainEvent<{ recordId: string; number: string; accountId: string }>('records.record-linked') {}

/**
 * A link was taken away, by the linked account or by the owner; with `because`, the account lost the whole record to another owner, or
 * what it was on the record through their project.
 */
export class RecordUnlinked extends domainEvent<{
  recordId: string;
  number: string;
  accountId: string;
  because?: 'owner-changed' | 'project-changed';
}>('records.record-unlinked') {}

/** Nothing more will come on a record. */
export class RecordClosed extends domainEvent<{ recordId: string; number: string; kind: string }>('records.record-closed') {}

/** What had been closed goes on. */
export class RecordReopened extends domainEvent<{ recordId: string; number: string; kind: string }>('records.record-reopened') {}

/** A record that names this one, such as the permit that answers a code case, has named it or has come to another status. */
export class RelatedRecordChanged extends domainEvent<{
  /** The record that is named. */
  recordId: string;
  relation: string;
  relatedId: string;
  number: string;
  kind: string;
  typeName: string;
  status: string;
  statusLabel: string;
}>('records.related-record-changed') {}
