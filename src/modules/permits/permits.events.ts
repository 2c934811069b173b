import { DomainEvent } from '../../platform/events/domain-event.js';

interface PermitFacts {
  recordId: string;
  number: string;
  [fact: string]: string | number | boolean | null | string[] | undefined;
}

export class PermitCreated extends DomainEvent<PermitFacts & { typeCode: string; accountId: string }> {
  static override readonly type = 'permits.permit-created';
}

export class PermitSubmitted extends DomainEvent<PermitFacts> {
  static override readonly type = 'permits.permit-submitted';
}

/** Back to the applicant: incomplete, or of the wrong type. */
export class PermitReturned extends DomainEvent<PermitFacts & { reason: string; suggestedType: string | null }> {
  static override readonly type = 'permits.permit-returned';
}

/** The same record under another type. */
export class PermitReclassified extends DomainEvent<PermitFacts & { fromType: string; toType: string; reason: string }> {
  static override readonly type = 'permits.permit-reclassified';
}

/** A review cycle ended with corrections. */
export class CorrectionsRequired extends DomainEvent<PermitFacts & { cycle: number }> {
  static override readonly type = 'permits.corrections-required';
}

export class PermitResubmitted extends DomainEvent<PermitFacts & { cycle: number }> {
  static override readonly type = 'permits.permit-resubmitted';
}

/** `outstanding` requirements stand between it and its issue; 0 when it was issued at the same moment. */
export class PermitApproved extends DomainEvent<PermitFacts & { outstanding: number }> {
  static override readonly type = 'permits.permit-approved';
}

/** What stands between an approved permit and its issue is not what it was. */
export class RequirementsChanged extends DomainEvent<PermitFacts & { outstanding: number }> {
  static override readonly type = 'permits.requirements-changed';
}

export class PermitIssued extends DomainEvent<PermitFacts & { documentId: string; expiresOn: string }> {
  static override readonly type = 'permits.permit-issued';
}

/** Permit and plans of a large project wait at the counter. */
export class PermitReadyForPickup extends DomainEvent<PermitFacts> {
  static override readonly type = 'permits.permit-ready-for-pickup';
}

export class PermitPickedUp extends DomainEvent<PermitFacts> {
  static override readonly type = 'permits.permit-picked-up';
}

export class PermitWithdrawn extends DomainEvent<PermitFacts> {
  static override readonly type = 'permits.permit-withdrawn';
}

export class PermitDenied extends DomainEvent<PermitFacts & { reason: string }> {
  static override readonly type = 'permits.permit-denied';
}

export class PermitRevoked extends DomainEvent<PermitFacts & { reason: string }> {
  static override readonly type = 'permits.permit-revoked';
}

export class PermitExpiringSoon extends DomainEvent<PermitFacts & { expiresOn: string }> {
  static override readonly type = 'permits.permit-expiring-soon';
}

export class PermitExpired extends DomainEvent<PermitFacts & { expiresOn: string }> {
  static override readonly type = 'permits.permit-expired';
}

/** It has a new date and a new permit card. */
export class PermitExtended extends DomainEvent<PermitFacts & { expiresOn: string; documentId: string }> {
  static override readonly type = 'permits.permit-extended';
}

/** All required inspections passed, or a permit without inspections has run its term. */
export class PermitFinaled extends DomainEvent<PermitFacts & { certificate: boolean }> {
  static override readonly type = 'permits.permit-finaled';
}

/** A contractor that the work needs is not in good standing: no inspection can be booked. */
export class PermitBookingHeld extends DomainEvent<PermitFacts & { reason: string }> {
  static override readonly type = 'permits.permit-booking-held';
}

/** Inspections can be booked again. */
export class PermitBookingReleased extends DomainEvent<PermitFacts> {
  static override readonly type = 'permits.permit-booking-released';
}

export class ContractorNamed extends DomainEvent<PermitFacts & { contractorNumber: string; contractorRecordId: string }> {
  static override readonly type = 'permits.contractor-named';
}

export class ContractorDisavowed extends DomainEvent<PermitFacts & { contractorNumber: string }> {
  static override readonly type = 'permits.contractor-disavowed';
}
