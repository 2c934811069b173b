import { domainEvent } from '../../platform/events/domain-event.js';

interface OfBusiness {
  recordId: string;
  number: string;
  [fact: string]: string | number | boolean | null;
}

export class BusinessRegistrationStarted extends domainEvent<OfBusiness & { accountId: string }>(
  'business-registration.business-registration-started',
) {}

/** Handed in for the first time, or again after it was returned or corrected (`again`). */
export class BusinessSubmitted extends domainEvent<OfBusiness & { again: boolean }>('business-registration.business-submitted') {}

/** The reviews are done; `outstanding` items are left, and with none the certificate comes at the same moment. */
export class BusinessApproved extends domainEvent<OfBusiness & { outstanding: number }>('business-registration.business-approved') {}

/** A certificate was handed out: the first, for another year, in another name, or with corrected details. */
export class BusinessCertified extends domainEvent<
  OfBusiness & { paperId: string; expiresOn: string; cause: 'registered' | 'renewed' | 'transferred' | 'corrected' }
>('business-registration.business-certified') {}

export class BusinessReturned extends domainEvent<OfBusiness & { reason: string }>('business-registration.business-returned') {}

export class BusinessDenied extends domainEvent<OfBusiness & { reason: string }>('business-registration.business-denied') {}

export class BusinessRevoked extends domainEvent<OfBusiness & { reason: string }>('business-registration.business-revoked') {}

/** By its owner or by the city; `reason` may be open. */
export class BusinessClosed extends domainEvent<OfBusiness & { by: 'owner' | 'city'; reason: string | null }>(
  'business-registration.business-closed',
) {}

/** The renewal has opened, or the end of the year comes nearer: one of the reminders, `daysLeft` before the last day. */
export class RenewalReminded extends domainEvent<OfBusiness & { expiresOn: string; daysLeft: number }>(
  'business-registration.renewal-reminded',
) {}

/** A renewal was handed in, or again after corrections. */
export class RenewalSubmitted extends domainEvent<OfBusiness & { until: string; again: boolean }>(
  'business-registration.renewal-submitted',
) {}

/** The last day has passed without a renewal that was handed in and paid. */
export class BusinessLapsed extends domainEvent<OfBusiness & { expiresOn: string }>('business-registration.business-lapsed') {}

/** The owner invited somebody to take the registration over; whom, the transfer says. */
export class TransferOffered extends domainEvent<OfBusiness & { transferId: string; accountId: string }>(
  'business-registration.transfer-offered',
) {}

export class BusinessTransferred extends domainEvent<OfBusiness & { formerOwnerId: string; ownerId: string }>(
  'business-registration.business-transferred',
) {}
