import { changeOf, type Change, type Deed } from '../../platform/status/change.js';
import { formatLongDate } from '../../platform/time/format-long-date.js';
import { line, type CasePlace, type IssuedNotice, type NewCase } from './case.types.js';
import { CloseReasonDoesNotFit, ComplianceDateAhead, NotInspected, WrongCaseStatus } from './code-enforcement.errors.js';
import * as events from './code-enforcement.events.js';
import { CodeCaseSchema } from './case.schema.js';
import {
  CaseMachine,
  CLOSE_REASON_LABELS,
  CLOSED_FROM,
  HEARING_FINDING_LABELS,
  type CaseVerb,
  type HearingFinding,
  type NamedCloseReason,
} from './case.status.js';

/** What the city looks into at one place, from the first concern to its end. */
export class CodeCase extends CodeCaseSchema.class {
  static report(what: NewCase, now: Temporal.Instant): CodeCase {
    return Object.assign(new CodeCase(), what, { status: 'reported' as const, reinspectionFailed: false, openedAt: now });
  }

  /** What changes of it and of its parts are kept under. */
  get about() {
    return { recordId: this.recordId, subject: this.number };
  }

  /** Refuses what the status does not allow, whoever asks. */
  require(verb: CaseVerb): void {
    if (!CaseMachine.allows(verb, this.status)) throw new WrongCaseStatus(this.number, verb, this.status);
  }

  /** An officer opens it on what they have seen. */
  takeUp(officerId: string, category: string): Change {
    return this.does('takeUp', {
      set: { officerId },
      tells: line('opened', `The city opened a case: ${category}.`),
      audit: { action: 'code-enforcement.open' },
    });
  }

  /** `by`: who gives it to the officer, themselves or another one. */
  assign(officerId: string, by: string): Change {
    return this.does(this.status === 'reported' ? 'takeUp' : 'assign', {
      set: { officerId },
      tells: line('assigned', 'A code officer has the case.'),
      event: officerId === by ? [] : new events.CaseAssigned({ ...this.facts, officerId }),
      audit: { action: 'code-enforcement.assign', before: { officerId: this.officerId ?? null }, after: { officerId } },
    });
  }

  correctPlace(place: CasePlace): Change {
    return this.does('correctPlace', {
      set: place,
      tells: line('place-corrected', `The city corrected the place: ${place.place}.`),
      audit: { action: 'code-enforcement.correct-place', before: { place: this.place }, after: { place: place.place } },
    });
  }

  inspect(officerId: string, violationFound: boolean, visitedOn: string): Change {
    const found = violationFound ? 'a violation' : 'no violation';
    return this.does('inspect', {
      set: { officerId: this.officerId ?? officerId, violationFound },
      tells: line('inspected', `An officer visited the place and found ${found}.`),
      audit: { action: 'code-enforcement.inspect', after: { violationFound, visitedOn } },
    });
  }

  addRespondent(respondentId: string): Change {
    return this.does('addRespondent', {
      tells: line('respondent-added', 'A respondent was added.'),
      audit: { action: 'code-enforcement.add-respondent', after: { respondentId } },
    });
  }

  removeRespondent(respondentId: string): Change {
    return this.does('removeRespondent', {
      tells: line('respondent-removed', 'A respondent was removed.'),
      audit: { action: 'code-enforcement.remove-respondent', after: { respondentId } },
    });
  }

  linkRespondent(accountId: string, by: 'city' | 'code'): Change {
    return this.does('linkRespondent', {
      tells: line('respondent-linked', 'A respondent answers the case online.'),
      event: new events.RespondentLinked({ ...this.facts, accountId, by }),
    });
  }

  respond(): Change {
    return this.does('respond', {
      tells: line('responded', 'A respondent answered the case.'),
      event: new events.CaseResponded({ ...this.facts, officerId: this.officerId ?? null }),
    });
  }

  /** A notice rests on what an officer has seen. */
  requireViolation(): void {
    this.require('issueNotice');
    if (this.violationFound !== true) throw new NotInspected(this.number);
  }

  /** The later of several notices sets the date for all that is asked for. */
  issueNotice(notice: IssuedNotice, sections: string[], servedBy: string): Change {
    const complyBy = Temporal.PlainDate.from(notice.complyBy);
    const isLater = !this.complyBy || Temporal.PlainDate.compare(complyBy, this.complyBy) > 0;
    const { noticeNumber } = notice;
    return this.does('issueNotice', {
      set: isLater ? { complyBy } : {},
      tells: line('notice-issued', `Notice ${noticeNumber} was issued: to be corrected by ${formatLongDate(complyBy)}.`),
      event: new events.NoticeIssued({ ...this.facts, ...notice }),
      audit: {
        action: 'code-enforcement.issue-notice',
        after: { noticeNumber, complyBy: notice.complyBy, sections, servedBy },
      },
    });
  }

  /** `remaining`: what the notices that are left ask for; null when there is none, and the city begins again with the visit's findings. */
  withdrawNotice(notice: { noticeNumber: string; respondentId: string; reason: string }, remaining: Temporal.PlainDate | null): Change {
    const { noticeNumber, reason } = notice;
    return this.does('withdrawNotice', {
      to: remaining ? 'notice-issued' : 'open',
      set: { complyBy: remaining, overdueToldFor: null, reinspectionFailed: false },
      tells: line('notice-withdrawn', `Notice ${noticeNumber} was withdrawn: ${reason}`),
      event: new events.NoticeWithdrawn({ ...this.facts, ...notice }),
      audit: { action: 'code-enforcement.withdraw-notice', after: { noticeNumber, reason } },
    });
  }

  extendCompliance(complyBy: Temporal.PlainDate, reason: string): Change {
    const day = complyBy.toString();
    return this.does('extendCompliance', {
      set: { complyBy, reinspectionFailed: false },
      tells: line('compliance-extended', `The compliance date is now ${formatLongDate(complyBy)}: ${reason}`),
      event: new events.ComplianceExtended({ ...this.facts, complyBy: day, reason }),
      audit: { action: 'code-enforcement.extend-compliance', after: { complyBy: day } },
    });
  }

  /** Nobody has come to see whether it was kept; the officer is told once. */
  passComplianceDate(): Change {
    const complyBy = this.complyBy!;
    return this.does('passComplianceDate', {
      set: { overdueToldFor: complyBy },
      tells: line('compliance-date-passed', `The compliance date, ${formatLongDate(complyBy)}, has passed.`),
      event: new events.ComplianceDatePassed({ ...this.facts, complyBy: complyBy.toString(), officerId: this.officerId ?? null }),
    });
  }

  openReinspection(): Change {
    return this.does('reinspect', {
      tells: line('reinspection-opened', 'A re-inspection can be scheduled.'),
      event: new events.ReinspectionOpened(this.facts),
      audit: { action: 'code-enforcement.reinspect', after: { complied: null } },
    });
  }

  /** An officer came back and it was not put right. */
  reinspectInVain(): Change {
    return this.does('reinspect', {
      set: { reinspectionFailed: true },
      tells: line('reinspected', 'An officer came back and found it not corrected.'),
      audit: { action: 'code-enforcement.reinspect', after: { complied: false } },
    });
  }

  /** It was not put right: the officer says how it goes on. */
  failReinspection(): void {
    this.reinspectionFailed = true;
  }

  bookReinspection(): void {
    this.reinspectionFailed = false;
  }

  /** `bySight`: as the officer saw it without an appointment. */
  comply({ calledOff, bySight }: { calledOff: string | null; bySight: boolean }): Change {
    if (!CaseMachine.allows('comply', this.status)) throw new WrongCaseStatus(this.number, 'reinspect', this.status);
    return this.does('comply', {
      tells: line('complied', 'The violation was corrected.'),
      event: new events.CaseComplied({ ...this.facts, calledOff }),
      audit: bySight ? { action: 'code-enforcement.reinspect', after: { complied: true } } : undefined,
    });
  }

  /** `early`: it cannot be waited until the compliance date has passed. */
  cite(today: Temporal.PlainDate, reason: string, early: boolean): Change {
    this.require('cite');
    const complyBy = this.complyBy!;
    if (!early && Temporal.PlainDate.compare(complyBy, today) >= 0) throw new ComplianceDateAhead(this.number, complyBy);
    return this.does('cite', {
      tells: line('cited', `The case was cited: ${reason}`),
      event: new events.CaseCited({ ...this.facts, reason }),
      audit: { action: 'code-enforcement.cite', after: { reason, early } },
    });
  }

  scheduleHearing(hearing: { date: string; start: string; place: string; previousDate: string | null }): Change {
    const { date, start, place } = hearing;
    return this.does('scheduleHearing', {
      tells: line('hearing-scheduled', `The hearing is on ${formatLongDate(date)} at ${start}, ${place}.`),
      event: new events.HearingScheduled({ ...this.facts, ...hearing }),
      audit: { action: 'code-enforcement.schedule-hearing', after: { date, time: start } },
    });
  }

  recordHearingOrder(finding: HearingFinding, order: string, corrected: boolean): Change {
    const what = corrected ? 'The order of the hearing was corrected' : "The hearing's order";
    return this.does('recordHearingOrder', {
      tells: line('order-recorded', `${what}: ${HEARING_FINDING_LABELS[finding]}. ${order}`),
      event: new events.HearingOrderRecorded({ ...this.facts, finding: HEARING_FINDING_LABELS[finding], order, corrected }),
      audit: { action: `code-enforcement.${corrected ? 'correct' : 'record'}-hearing-order`, after: { finding, order } },
    });
  }

  assessFine(fine: { perDayCents: number; days: number; amountCents: number }, basis: string, words: string): Change {
    return this.does('assessFine', {
      tells: { silentBecause: 'the fee says what is to be paid, and for what' },
      event: new events.FineAssessed({ ...this.facts, amountCents: fine.amountCents, basis: words }),
      audit: { action: 'code-enforcement.assess-fine', after: { ...fine, basis } },
    });
  }

  requireReason(reason: NamedCloseReason): void {
    if (!CLOSED_FROM[reason].includes(this.status)) throw new CloseReasonDoesNotFit(this.number, reason, this.status);
  }

  /** `calledOff`: the day of a hearing that is not held because of it. Each of its concerns is answered. */
  close(
    { reason, note }: { reason: NamedCloseReason; note?: string },
    { calledOff, concernIds }: { calledOff: string | null; concernIds: readonly string[] },
    now: Temporal.Instant,
  ): Change {
    this.requireReason(reason);
    const outcome = CLOSE_REASON_LABELS[reason];
    return this.does('close', {
      set: { closeReason: reason, closedAt: now },
      tells: line('closed', `The case was closed. ${outcome}.${note ? ` ${note}` : ''}`),
      event: [
        new events.CaseClosed({ ...this.facts, reason: outcome, calledOff }),
        ...concernIds.map((concernId) => new events.ConcernAnswered({ concernId, outcome })),
      ],
      audit: { action: 'code-enforcement.close', after: { reason } },
    });
  }

  /** Its concerns go to another case. */
  joinTo(into: string, now: Temporal.Instant): Change {
    return this.does('joinCases', {
      set: { closeReason: 'joined', closedAt: now },
      tells: line('joined', `The case was joined with ${into}.`, 'staff'),
      audit: { action: 'code-enforcement.join-cases', after: { into } },
    });
  }

  /** Looked into anew: what was found and asked for before is history. */
  reopen(reason: string, now: Temporal.Instant): Change {
    return this.does('reopen', {
      set: {
        reopenedAt: now,
        closeReason: null,
        closedAt: null,
        violationFound: null,
        complyBy: null,
        overdueToldFor: null,
        reinspectionFailed: false,
      },
      tells: line('reopened', `The case was reopened: ${reason}`),
      event: new events.CaseReopened({ ...this.facts, reason }),
      audit: { action: 'code-enforcement.reopen', after: { reason } },
    });
  }

  private get facts() {
    return { recordId: this.recordId, number: this.number };
  }

  private does(verb: CaseVerb, deed: Deed<CodeCase>): Change {
    this.require(verb);
    return changeOf(CaseMachine, this as CodeCase, this.about, verb, deed);
  }
}
CodeCaseSchema.setClass(CodeCase);
