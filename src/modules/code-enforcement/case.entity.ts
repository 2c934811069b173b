import { defineEntity, p } from '@mikro-orm/core';
import { InstantType, PlainDateType } from '../../platform/database/types.js';
import { CloseReasonDoesNotFit, ComplianceDateAhead, NotInspected, WrongCaseStatus } from './code-enforcement.errors.js';
import { CASE_STATUSES, CaseMachine, CLOSE_REASONS, CLOSED_FROM, type CaseStatus, type CaseVerb, type CloseReason } from './case.status.js';

const CodeCaseSchema = defineEntity({
  name: 'CodeCase',
  schema: 'code_enforcement',
  tableName: 'code_case',
  properties: {
    recordId: p.uuid().primary(),
    number: p.text(),
    category: p.text(),
    /** What makes two descriptions the same place. */
    placeKey: p.text(),
    place: p.text(),
    latitude: p.double().$type<number>().nullable(),
    longitude: p.double().$type<number>().nullable(),
    /** Staff have set it apart: concerns about the place go to another case. */
    apart: p.boolean(),
    status: p.enum(CASE_STATUSES),
    officerId: p.uuid().nullable(),
    /** What the last visit found; null before the first. */
    violationFound: p.boolean().nullable(),
    complyBy: p.type(PlainDateType).nullable(),
    /** The compliance date that the officer was told has passed. */
    overdueToldFor: p.type(PlainDateType).nullable(),
    /** It was not put right when somebody came to see, and the officer has not said how it goes on. */
    reinspectionFailed: p.boolean(),
    /** By when the city must act; null when it need not. */
    workDueOn: p.type(PlainDateType).nullable(),
    openedAt: p.type(InstantType),
    /** The last time; what was asked for and ordered before is history. */
    reopenedAt: p.type(InstantType).nullable(),
    closedAt: p.type(InstantType).nullable(),
    closeReason: p.enum(CLOSE_REASONS).nullable(),
    searchText: p.text(),
    version: p.integer().version(),
  },
});

export interface CasePlace {
  placeKey: string;
  place: string;
  latitude: number | null;
  longitude: number | null;
  apart: boolean;
  searchText: string;
}

export interface NewCase extends CasePlace {
  recordId: string;
  number: string;
  category: string;
}

/** What the city looks into at one place, from the first concern to its end. */
export class CodeCase extends CodeCaseSchema.class {
  static report(what: NewCase, now: Temporal.Instant): CodeCase {
    return Object.assign(new CodeCase(), what, {
      status: 'reported' as const,
      officerId: null,
      violationFound: null,
      complyBy: null,
      overdueToldFor: null,
      reinspectionFailed: false,
      workDueOn: null,
      openedAt: now,
      reopenedAt: null,
      closedAt: null,
      closeReason: null,
    });
  }

  /** Refuses what the status does not allow, whoever asks. */
  require(verb: CaseVerb): void {
    if (!CaseMachine.allows(verb, this.status)) throw new WrongCaseStatus(this.number, verb, this.status);
  }

  assign(officerId: string): void {
    this.require('assign');
    this.officerId = officerId;
    if (this.status === 'reported') this.move('takeUp');
  }

  correctPlace(place: CasePlace): void {
    this.require('correctPlace');
    Object.assign(this, place);
  }

  inspect(officerId: string, violationFound: boolean): void {
    this.require('inspect');
    this.officerId ??= officerId;
    if (this.status === 'reported') this.move('takeUp');
    this.violationFound = violationFound;
  }

  /** The later of several notices sets the date for all that is asked for. */
  issueNotice(complyBy: Temporal.PlainDate): void {
    this.require('issueNotice');
    if (this.violationFound !== true) throw new NotInspected(this.number);
    this.move('issueNotice');
    if (!this.complyBy || Temporal.PlainDate.compare(complyBy, this.complyBy) > 0) this.complyBy = complyBy;
  }

  /** `remaining`: what the notices that are left ask for; null when there is none, and the city begins again with the visit's findings. */
  withdrawNotice(remaining: Temporal.PlainDate | null): void {
    this.require('withdrawNotice');
    this.move('withdrawNotice', remaining ? 'notice-issued' : 'open');
    this.complyBy = remaining;
    this.overdueToldFor = null;
    this.reinspectionFailed = false;
  }

  extendCompliance(complyBy: Temporal.PlainDate): void {
    this.require('extendCompliance');
    this.complyBy = complyBy;
    this.reinspectionFailed = false;
  }

  /** It was not put right: the officer says how it goes on. */
  failReinspection(): void {
    this.reinspectionFailed = true;
  }

  bookReinspection(): void {
    this.reinspectionFailed = false;
  }

  comply(): void {
    if (!CaseMachine.allows('comply', this.status)) throw new WrongCaseStatus(this.number, 'reinspect', this.status);
    this.move('comply');
  }

  /** `early`: it cannot be waited until the compliance date has passed. */
  cite(today: Temporal.PlainDate, early: boolean): void {
    this.require('cite');
    const complyBy = this.complyBy!;
    if (!early && Temporal.PlainDate.compare(complyBy, today) >= 0) throw new ComplianceDateAhead(this.number, complyBy);
    this.move('cite');
  }

  close(reason: CloseReason, now: Temporal.Instant): void {
    if (!CLOSED_FROM[reason].includes(this.status)) throw new CloseReasonDoesNotFit(this.number, reason, this.status);
    this.move('close');
    this.closeReason = reason;
    this.closedAt = now;
    this.workDueOn = null;
  }

  /** Looked into anew: what was found and asked for before is history. */
  reopen(now: Temporal.Instant): void {
    this.require('reopen');
    this.reopenedAt = now;
    this.move('reopen');
    this.closeReason = null;
    this.closedAt = null;
    this.violationFound = null;
    this.complyBy = null;
    this.overdueToldFor = null;
    this.reinspectionFailed = false;
  }

  private move(verb: CaseVerb, to?: CaseStatus): void {
    this.status = CaseMachine.after(verb, this.status, to);
  }
}
CodeCaseSchema.setClass(CodeCase);
