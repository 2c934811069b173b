import { DomainEvent } from '../../platform/events/domain-event.js';
import type { CycleKind, OutOfServiceBy } from './conveyance.status.js';

interface OfConveyance {
  recordId: string;
  number: string;
  [fact: string]: string | number | boolean | null;
}

/** Staff put a unit on file, one by one or with a list. */
export class ConveyanceRegistered extends DomainEvent<OfConveyance & { ownerAccountId: string; listed: boolean }> {
  static override readonly type = 'conveyance.conveyance-registered';
}

/**
 * The certificate is to be renewed, or obtained for the first time; `dueOn` is the last day of the present one, null without one. Told
 * again when that day was put right.
 */
export class ConveyanceCycleOpened extends DomainEvent<OfConveyance & { kind: CycleKind; dueOn: string | null; daysOverdue: number }> {
  static override readonly type = 'conveyance.conveyance-cycle-opened';
}

/** An inspector found something: the owner has until `dueOn` to put it right. */
export class ConveyanceCorrectionsOrdered extends DomainEvent<OfConveyance & { inspection: string; dueOn: string }> {
  static override readonly type = 'conveyance.conveyance-corrections-ordered';
}

/** The day has passed and the re-inspection has not. */
export class ConveyanceCorrectionsOverdue extends DomainEvent<OfConveyance & { inspection: string; dueOn: string }> {
  static override readonly type = 'conveyance.conveyance-corrections-overdue';
}

/** `paperId` is the edition of the certificate; `corrected`: it takes the place of one that said something wrong. */
export class CertificateOfOperationIssued extends DomainEvent<OfConveyance & { paperId: string; expiresOn: string; corrected: boolean }> {
  static override readonly type = 'conveyance.certificate-of-operation-issued';
}

/** The certificate ran out on `dueOn`; one event for each day of the city's notices (`noticeDay`), the latest when several were missed. */
export class ConveyanceOverdue extends DomainEvent<OfConveyance & { dueOn: string; daysOverdue: number; noticeDay: number }> {
  static override readonly type = 'conveyance.conveyance-overdue';
}

export class ConveyanceOutOfService extends DomainEvent<OfConveyance & { since: string; reason: string; by: OutOfServiceBy }> {
  static override readonly type = 'conveyance.conveyance-out-of-service';
}

/** `inspectionNeeded`: its certificate has run out, so it may not run before an acceptance inspection. */
export class ConveyanceBackInService extends DomainEvent<OfConveyance & { inspectionNeeded: boolean }> {
  static override readonly type = 'conveyance.conveyance-back-in-service';
}

export class ConveyanceRetired extends DomainEvent<OfConveyance & { reason: string }> {
  static override readonly type = 'conveyance.conveyance-retired';
}

/** The unit has another owner; the former one's account is party to it no longer. */
export class ConveyanceTransferred extends DomainEvent<OfConveyance & { fromAccountId: string; toAccountId: string }> {
  static override readonly type = 'conveyance.conveyance-transferred';
}
