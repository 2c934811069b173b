import { DomainEvent } from '../../platform/events/domain-event.js';

interface CaseFacts {
  recordId: string;
  number: string;
  [fact: string]: string | number | boolean | null;
}

/**
 * Somebody raised a concern. The facts name neither them nor, as `recordId` would, the case: what is told to them must not lead
 * anyone from the case to them.
 */
export class ConcernReported extends DomainEvent<{ concernId: string }> {
  static override readonly type = 'code-enforcement.concern-reported';
}

/** What a concern led to: the case came to its end. One event for each concern. */
export class ConcernAnswered extends DomainEvent<{ concernId: string; outcome: string }> {
  static override readonly type = 'code-enforcement.concern-answered';
}

export class CaseAssigned extends DomainEvent<CaseFacts & { officerId: string }> {
  static override readonly type = 'code-enforcement.case-assigned';
}

/** Another concern or further words and photos came in on a case that somebody works on. */
export class CaseHeardMore extends DomainEvent<CaseFacts & { officerId: string }> {
  static override readonly type = 'code-enforcement.case-heard-more';
}

export class NoticeIssued extends DomainEvent<
  CaseFacts & { noticeNumber: string; respondentId: string; complyBy: string; paperId: string }
> {
  static override readonly type = 'code-enforcement.notice-issued';
}

/** The city took a notice back that was wrong; its respondent owes nothing because of it. */
export class NoticeWithdrawn extends DomainEvent<CaseFacts & { noticeNumber: string; respondentId: string; reason: string }> {
  static override readonly type = 'code-enforcement.notice-withdrawn';
}

/** An account answers the case from now on: staff added it, or it typed the code of the notice. */
export class RespondentLinked extends DomainEvent<CaseFacts & { accountId: string; by: 'city' | 'code' }> {
  static override readonly type = 'code-enforcement.respondent-linked';
}

export class CaseResponded extends DomainEvent<CaseFacts & { officerId: string | null }> {
  static override readonly type = 'code-enforcement.case-responded';
}

export class ComplianceExtended extends DomainEvent<CaseFacts & { complyBy: string; reason: string }> {
  static override readonly type = 'code-enforcement.compliance-extended';
}

/** The compliance date passed and nobody has come to see whether it was kept. */
export class ComplianceDatePassed extends DomainEvent<CaseFacts & { complyBy: string; officerId: string | null }> {
  static override readonly type = 'code-enforcement.compliance-date-passed';
}

/** A re-inspection can be booked. */
export class ReinspectionOpened extends DomainEvent<CaseFacts> {
  static override readonly type = 'code-enforcement.reinspection-opened';
}

/** The permit that answers the case is finaled: what the notice asks for may have been done. */
export class CaseReadyForReinspection extends DomainEvent<CaseFacts & { permitNumber: string; officerId: string | null }> {
  static override readonly type = 'code-enforcement.case-ready-for-reinspection';
}

/** `calledOff` is the day of a hearing that does not take place because of it. */
export class CaseComplied extends DomainEvent<CaseFacts & { calledOff: string | null }> {
  static override readonly type = 'code-enforcement.case-complied';
}

export class CaseCited extends DomainEvent<CaseFacts & { reason: string }> {
  static override readonly type = 'code-enforcement.case-cited';
}

/** `date` is `YYYY-MM-DD`, `start` `HH:mm` in the city's time zone; `previousDate` when an earlier one was moved. */
export class HearingScheduled extends DomainEvent<CaseFacts & { date: string; start: string; place: string; previousDate: string | null }> {
  static override readonly type = 'code-enforcement.hearing-scheduled';
}

/** Seven days before the hearing and one day before. */
export class HearingReminderDue extends DomainEvent<CaseFacts & { hearingId: string; date: string; start: string; place: string }> {
  static override readonly type = 'code-enforcement.hearing-reminder-due';
}

/** `corrected`: what was written down before was wrong. */
export class HearingOrderRecorded extends DomainEvent<CaseFacts & { finding: string; order: string; corrected: boolean }> {
  static override readonly type = 'code-enforcement.hearing-order-recorded';
}

export class FineAssessed extends DomainEvent<CaseFacts & { amountCents: number; basis: string }> {
  static override readonly type = 'code-enforcement.fine-assessed';
}

/** Money came for fines; `outstandingCents` is left. */
export class FinePaid extends DomainEvent<CaseFacts & { amountCents: number; outstandingCents: number; officerId: string | null }> {
  static override readonly type = 'code-enforcement.fine-paid';
}

/** `calledOff` is the day of a hearing that does not take place because of it. */
export class CaseClosed extends DomainEvent<CaseFacts & { reason: string; calledOff: string | null }> {
  static override readonly type = 'code-enforcement.case-closed';
}

export class CaseReopened extends DomainEvent<CaseFacts & { reason: string }> {
  static override readonly type = 'code-enforcement.case-reopened';
}
