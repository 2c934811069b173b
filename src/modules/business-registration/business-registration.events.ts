import { DomainEvent } from '../../platform/events/domain-event.js';

interface OfBusiness {
  recordId: string;
  number: string;
  [fact: string]: string | number | boolean | null;
}

export class BusinessRegistrationStarted extends DomainEvent<OfBusiness & { accountId: string }> {
  static override readonly type = 'business-registration.business-registration-started';
}

/** Handed in for the first time, or again after it was returned or corrected (`again`). */
export class BusinessSubmitted extends DomainEvent<OfBusiness & { again: boolean }> {
  static override readonly type = 'business-registration.business-submitted';
}

/** The reviews are done; `outstanding` items are left, and with none the certificate comes at the same moment. */
export class BusinessApproved extends DomainEvent<OfBusiness & { outstanding: number }> {
  static override readonly type = 'business-registration.business-approved';
}

/** A certificate was handed out: the first, for another year, in another name, or with corrected details. */
export class BusinessCertified extends DomainEvent<
  OfBusiness & { paperId: string; expiresOn: string; cause: 'registered' | 'renewed' | 'transferred' | 'corrected' }
> {
  static override readonly type = 'business-registration.business-certified';
}

export class BusinessReturned extends DomainEvent<OfBusiness & { reason: string }> {
  static override readonly type = 'business-registration.business-returned';
}

export class BusinessDenied extends DomainEvent<OfBusiness & { reason: string }> {
  static override readonly type = 'business-registration.business-denied';
}

export class BusinessRevoked extends DomainEvent<OfBusiness & { reason: string }> {
  static override readonly type = 'business-registration.business-revoked';
}

/** By its owner or by the city; `reason` may be open. */
export class BusinessClosed extends DomainEvent<OfBusiness & { by: 'owner' | 'city'; reason: string | null }> {
  static override readonly type = 'business-registration.business-closed';
}

/** The renewal has opened, or the end of the year comes nearer: one of the reminders, `daysLeft` before the last day. */
export class RenewalReminded extends DomainEvent<OfBusiness & { expiresOn: string; daysLeft: number }> {
  static override readonly type = 'business-registration.renewal-reminded';
}

/** A renewal was handed in, or again after corrections. */
export class RenewalSubmitted extends DomainEvent<OfBusiness & { until: string; again: boolean }> {
  static override readonly type = 'business-registration.renewal-submitted';
}

/** The last day has passed without a renewal that was handed in and paid. */
export class BusinessLapsed extends DomainEvent<OfBusiness & { expiresOn: string }> {
  static override readonly type = 'business-registration.business-lapsed';
}

/** The owner invited somebody to take the registration over; whom, the transfer says. */
export class TransferOffered extends DomainEvent<OfBusiness & { transferId: string; accountId: string }> {
  static override readonly type = 'business-registration.transfer-offered';
}

export class BusinessTransferred extends DomainEvent<OfBusiness & { formerOwnerId: string; ownerId: string }> {
  static override readonly type = 'business-registration.business-transferred';
}
