import { domainEvent } from '../../platform/events/domain-event.js';
import type { CycleKind, OutOfServiceBy } from './conveyance.status.js';

interface OfConveyance {
  recordId: string;
  number: string;
  [fact: string]: string | number | boolean | null;
}

/** Staff put a unit on file, one by one or with a list. */
export class ConveyanceRegistered extends domainEvent<OfConveyance & { ownerAccountId: string | null; listed: boolean }>(
  'conveyance.conveyance-registered',
) {}

/**
 * The certificate is to be renewed, or obtained for the first time; `dueOn` is the last day of the present one, null without one. Told
 * again when that day was put right.
 */
export class ConveyanceCycleOpened extends domainEvent<OfConveyance & { kind: CycleKind; dueOn: string | null; daysOverdue: number }>(
  'conveyance.conveyance-cycle-opened',
) {}

/** An inspector found something: the owner has until `dueOn` to put it right. */
export class ConveyanceCorrectionsOrdered extends domainEvent<OfConveyance & { inspection: string; dueOn: string }>(
  'conveyance.conveyance-corrections-ordered',
) {}

/** The day has passed and the re-inspection has not. */
export class ConveyanceCorrectionsOverdue extends domainEvent<OfConveyance & { inspection: string; dueOn: string }>(
  'conveyance.conveyance-corrections-overdue',
) {}

/** `paperId` is the edition of the certificate; `corrected`: it takes the place of one that said something wrong. */
export class CertificateOfOperationIssued extends domainEvent<OfConveyance & { paperId: string; expiresOn: string; corrected: boolean }>(
  'conveyance.certificate-of-operation-issued',
) {}

/** The certificate ran out on `dueOn`; one event for each day of the city's notices (`noticeDay`), the latest when several were missed. */
export class ConveyanceOverdue extends domainEvent<OfConveyance & { dueOn: string; daysOverdue: number; noticeDay: number }>(
  'conveyance.conveyance-overdue',
) {}

export class ConveyanceOutOfService extends domainEvent<OfConveyance & { since: string; reason: string; by: OutOfServiceBy }>(
  'conveyance.conveyance-out-of-service',
) {}

/** `inspectionNeeded`: its certificate has run out, so it may not run before an acceptance inspection. */
export class ConveyanceBackInService extends domainEvent<OfConveyance & { inspectionNeeded: boolean }>(
  'conveyance.conveyance-back-in-service',
) {}

export class ConveyanceRetired extends domainEvent<OfConveyance & { reason: string }>('conveyance.conveyance-retired') {}

/** The unit has another owner; the former one's account is party to it no longer. Owners who are written to on paper have none. */
export class ConveyanceTransferred extends domainEvent<OfConveyance & { fromAccountId: string | null; toAccountId: string | null }>(
  'conveyance.conveyance-transferred',
) {}
