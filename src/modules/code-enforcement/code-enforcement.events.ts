import { domainEvent } from '../../platform/events/domain-event.js';

interface CaseFacts {
  recordId: string;
  number: string;
  [fact: string]: string | number | boolean | null;
}

/**
 * Somebody raised a concern. The facts name neither them nor, as `recordId` would, the case: what is told to them must not lead
 * anyone from the case to them.
 */
export class ConcernReported extends domainEvent<{ concernId: string }>('code-enforcement.concern-reported') {}

/** What a concern led to: the case came to its end. One event for each concern. */
export class ConcernAnswered extends domainEvent<{ concernId: string; outcome: string }>('code-enforcement.concern-answered') {}

export class CaseAssigned extends domainEvent<CaseFacts & { officerId: string }>('code-enforcement.case-assigned') {}

/** Another concern or further words and photos came in on a case that somebody works on. */
export class CaseHeardMore extends domainEvent<CaseFacts & { officerId: string }>('code-enforcement.case-heard-more') {}

export class NoticeIssued extends domainEvent<
  CaseFacts & { noticeNumber: string; respondentId: string; complyBy: string; paperId: string }
>('code-enforcement.notice-issued') {}

/** The city took a notice back that was wrong; its respondent owes nothing because of it. */
export class NoticeWithdrawn extends domainEvent<CaseFacts & { noticeNumber: string; respondentId: string; reason: string }>(
  'code-enforcement.notice-withdrawn',
) {}

/** An account answers the case from now on: staff added it, or it typed the code of the notice. */
export class RespondentLinked extends domainEvent<CaseFacts & { accountId: string; by: 'city' | 'code' }>(
  'code-enforcement.respondent-linked',
) {}

export class CaseResponded extends domainEvent<CaseFacts & { officerId: string | null }>('code-enforcement.case-responded') {}

export class ComplianceExtended extends domainEvent<CaseFacts & { complyBy: string; reason: string }>(
  'code-enforcement.compliance-extended',
) {}

/** The compliance date passed and nobody has come to see whether it was kept. */
export class ComplianceDatePassed extends domainEvent<CaseFacts & { complyBy: string; officerId: string | null }>(
  'code-enforcement.compliance-date-passed',
) {}

/** A re-inspection can be booked. */
export class ReinspectionOpened extends domainEvent<CaseFacts>('code-enforcement.reinspection-opened') {}

/** The permit that answers the case is finaled: what the notice asks for may have been done. */
export class CaseReadyForReinspection extends domainEvent<CaseFacts & { permitNumber: string; officerId: string | null }>(
  'code-enforcement.case-ready-for-reinspection',
) {}

/** `calledOff` is the day of a hearing that does not take place because of it. */
export class CaseComplied extends domainEvent<CaseFacts & { calledOff: string | null }>('code-enforcement.case-complied') {}

export class CaseCited extends domainEvent<CaseFacts & { reason: string }>('code-enforcement.case-cited') {}

/** `date` is `YYYY-MM-DD`, `start` `HH:mm` in the city's time zone; `previousDate` when an earlier one was moved. */
export class HearingScheduled extends domainEvent<CaseFacts & { date: string; start: string; place: string; previousDate: string | null }>(
  'code-enforcement.hearing-scheduled',
) {}

/** Seven days before the hearing and one day before. */
export class HearingReminderDue extends domainEvent<CaseFacts & { hearingId: string; date: string; start: string; place: string }>(
  'code-enforcement.hearing-reminder-due',
) {}

/** `corrected`: what was written down before was wrong. */
export class HearingOrderRecorded extends domainEvent<CaseFacts & { finding: string; order: string; corrected: boolean }>(
  'code-enforcement.hearing-order-recorded',
) {}

export class FineAssessed extends domainEvent<CaseFacts & { amountCents: number; basis: string }>('code-enforcement.fine-assessed') {}

/** Money came for fines; `outstandingCents` is left. */
export class FinePaid extends domainEvent<CaseFacts & { amountCents: number; outstandingCents: number; officerId: string | null }>(
  'code-enforcement.fine-paid',
) {}

/** `calledOff` is the day of a hearing that does not take place because of it. */
export class CaseClosed extends domainEvent<CaseFacts & { reason: string; calledOff: string | null }>('code-enforcement.case-closed') {}

export class CaseReopened extends domainEvent<CaseFacts & { reason: string }>('code-enforcement.case-reopened') {}
