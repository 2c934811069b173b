import { domainEvent } from '../../platform/events/domain-event.js';

interface PermitFacts {
  recordId: string;
  number: string;
  [fact: string]: string | number | boolean | null | string[] | undefined;
}

export class PermitCreated extends domainEvent<PermitFacts & { typeCode: string; accountId: string }>('permits.permit-created') {}

export class PermitSubmitted extends domainEvent<PermitFacts>('permits.permit-submitted') {}

/** Back to the applicant: incomplete, or of the wrong type. */
export class PermitReturned extends domainEvent<PermitFacts & { reason: string; suggestedType: string | null }>(
  'permits.permit-returned',
) {}

/** The same record under another type. */
export class PermitReclassified extends domainEvent<PermitFacts & { fromType: string; toType: string; reason: string }>(
  'permits.permit-reclassified',
) {}

/** A review cycle ended with corrections. */
export class CorrectionsRequired extends domainEvent<PermitFacts & { cycle: number }>('permits.corrections-required') {}

export class PermitResubmitted extends domainEvent<PermitFacts & { cycle: number }>('permits.permit-resubmitted') {}

/** `outstanding` requirements stand between it and its issue; 0 when it was issued at the same moment. */
export class PermitApproved extends domainEvent<PermitFacts & { outstanding: number }>('permits.permit-approved') {}

/** What stands between an approved permit and its issue is not what it was. */
export class RequirementsChanged extends domainEvent<PermitFacts & { outstanding: number }>('permits.requirements-changed') {}

export class PermitIssued extends domainEvent<PermitFacts & { documentId: string; expiresOn: string }>('permits.permit-issued') {}

/** Permit and plans of a large project wait at the counter. */
export class PermitReadyForPickup extends domainEvent<PermitFacts>('permits.permit-ready-for-pickup') {}

export class PermitPickedUp extends domainEvent<PermitFacts>('permits.permit-picked-up') {}

export class PermitWithdrawn extends domainEvent<PermitFacts>('permits.permit-withdrawn') {}

export class PermitDenied extends domainEvent<PermitFacts & { reason: string }>('permits.permit-denied') {}

export class PermitRevoked extends domainEvent<PermitFacts & { reason: string }>('permits.permit-revoked') {}

export class PermitExpiringSoon extends domainEvent<PermitFacts & { expiresOn: string }>('permits.permit-expiring-soon') {}

export class PermitExpired extends domainEvent<PermitFacts & { expiresOn: string }>('permits.permit-expired') {}

/** It has a new date and a new permit card. */
export class PermitExtended extends domainEvent<PermitFacts & { expiresOn: string; documentId: string }>('permits.permit-extended') {}

/** All required inspections passed, or a permit without inspections has run its term. */
export class PermitFinaled extends domainEvent<PermitFacts & { certificate: boolean }>('permits.permit-finaled') {}

/** A contractor that the work needs is not in good standing: no inspection can be booked. */
export class PermitBookingHeld extends domainEvent<PermitFacts & { reason: string }>('permits.permit-booking-held') {}

/** Inspections can be booked again. */
export class PermitBookingReleased extends domainEvent<PermitFacts>('permits.permit-booking-released') {}

export class ContractorNamed extends domainEvent<PermitFacts & { contractorNumber: string; contractorRecordId: string }>(
  'permits.contractor-named',
) {}

export class ContractorDisavowed extends domainEvent<PermitFacts & { contractorNumber: string }>('permits.contractor-disavowed') {}
