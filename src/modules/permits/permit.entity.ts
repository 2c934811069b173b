import { defineEntity, p } from '@mikro-orm/core';
import type { Answers } from '../../platform/conditions/condition.js';
import { InstantType, PlainDateType } from '../../platform/database/types.js';
import type { Cents } from '../../platform/money/money.js';
import { isClosed, PERMIT_STATUSES, PermitMachine, type PermitVerb } from './permit.status.js';
import { NothingToPickUp, PermitExtendedAlready, PermitWrongStatus, WaiverGranted } from './permits.errors.js';

const PermitSchema = defineEntity({
  name: 'Permit',
  schema: 'permits',
  tableName: 'permit',
  properties: {
    recordId: p.uuid().primary(),
    number: p.text(),
    applicantId: p.uuid(),
    typeCode: p.text(),
    typeVersionId: p.uuid(),
    status: p.enum(PERMIT_STATUSES),
    description: p.text(),
    valuationCents: p.bigint('number'),
    answers: p.json<Answers>(),
    derivedAnswers: p.array(),
    feeScheduleVersion: p.integer().nullable(),
    waivers: p.array(),
    createdAt: p.type(InstantType),
    submittedAt: p.type(InstantType).nullable(),
    correctionsAt: p.type(InstantType).nullable(),
    correctedAt: p.type(InstantType).nullable(),
    approvedAt: p.type(InstantType).nullable(),
    issuedAt: p.type(InstantType).nullable(),
    issuedOn: p.type(PlainDateType).nullable(),
    expiresOn: p.type(PlainDateType).nullable(),
    fixedTerm: p.boolean(),
    inspected: p.boolean(),
    large: p.boolean(),
    extendedOn: p.type(PlainDateType).nullable(),
    remindedFor: p.type(PlainDateType).nullable(),
    pickedUpAt: p.type(InstantType).nullable(),
    pickedUpBy: p.text().nullable(),
    closedAt: p.type(InstantType).nullable(),
    reason: p.text().nullable(),
    suggestedType: p.text().nullable(),
    version: p.integer().version(),
  },
});

/** What an application says. */
export interface Application {
  typeCode: string;
  typeVersionId: string;
  description: string;
  valuationCents: Cents;
  answers: Answers;
  /** Names of the answers that the city's parcel list gave. */
  derivedAnswers: string[];
}

/** The application and the permit that comes of it; one row, from draft to its end. */
export class Permit extends PermitSchema.class {
  static draft(record: { id: string; number: string }, applicantId: string, application: Application, now: Temporal.Instant): Permit {
    const permit = new Permit();
    Object.assign(permit, application);
    permit.recordId = record.id;
    permit.number = record.number;
    permit.applicantId = applicantId;
    permit.status = 'draft';
    permit.createdAt = now;
    permit.fixedTerm = false;
    permit.inspected = false;
    permit.large = false;
    permit.waivers = [];
    return permit;
  }

  /** Refuses what the status does not allow, whoever asks. */
  require(verb: PermitVerb): void {
    if (!PermitMachine.allows(verb, this.status)) throw new PermitWrongStatus(this.number, verb, this.status);
  }

  edit(application: Application, now: Temporal.Instant): void {
    this.require('update');
    Object.assign(this, application);
    if (this.status === 'corrections-required') this.correctedAt = now;
  }

  /** A draft follows its type from version to version. */
  moveTo(type: { id: string }, answers: Pick<Application, 'answers' | 'derivedAnswers'>): void {
    this.require('submit');
    this.typeVersionId = type.id;
    Object.assign(this, answers);
  }

  submit(feeScheduleVersion: number, now: Temporal.Instant): void {
    this.require('submit');
    this.move('submit', now);
    this.feeScheduleVersion = feeScheduleVersion;
    this.submittedAt = now;
    this.reason = null;
    this.suggestedType = null;
  }

  startReview(now: Temporal.Instant): void {
    this.move('startReview', now);
  }

  requireCorrections(now: Temporal.Instant): void {
    this.move('requireCorrections', now);
    this.correctionsAt = now;
    this.correctedAt = null;
  }

  approve(now: Temporal.Instant): void {
    this.move('approve', now);
    this.approvedAt = now;
  }

  issue(
    terms: { on: Temporal.PlainDate; expiresOn: Temporal.PlainDate; fixedTerm: boolean; inspected: boolean; large: boolean },
    now: Temporal.Instant,
  ): void {
    this.move('issue', now);
    this.issuedAt = now;
    this.issuedOn = terms.on;
    this.expiresOn = terms.expiresOn;
    this.fixedTerm = terms.fixedTerm;
    this.inspected = terms.inspected;
    this.large = terms.large;
  }

  /** Work that is inspected keeps its permit alive; its date never moves back. */
  keepAlive(until: Temporal.PlainDate): boolean {
    if (this.status !== 'issued' || this.fixedTerm || Temporal.PlainDate.compare(until, this.expiresOn!) <= 0) return false;
    this.expiresOn = until;
    return true;
  }

  extend(until: Temporal.PlainDate, today: Temporal.PlainDate): void {
    this.require('extend');
    if (this.extendedOn) throw new PermitExtendedAlready(this.number, this.status, this.expiresOn!);
    this.expiresOn = until;
    this.extendedOn = today;
  }

  pickUp(by: string, now: Temporal.Instant): void {
    this.require('recordPickup');
    if (!this.large) throw new NothingToPickUp(this.number, this.status, 'not-large');
    if (this.pickedUpAt) throw new NothingToPickUp(this.number, this.status, 'picked-up');
    this.pickedUpAt = now;
    this.pickedUpBy = by;
  }

  returnToApplicant(reason: string, suggestedType: string | null, now: Temporal.Instant): void {
    this.require('return');
    this.move('return', now);
    this.reason = reason;
    this.suggestedType = suggestedType;
  }

  reclassify(type: Pick<Application, 'typeCode' | 'typeVersionId' | 'answers' | 'derivedAnswers'>): void {
    this.require('reclassify');
    Object.assign(this, type);
  }

  /** Takes a share off its fees, by the code of the schedule's waiver. */
  grantWaiver(code: string): void {
    this.require('grantWaiver');
    if (this.waivers.includes(code)) throw new WaiverGranted(this.number, code);
    this.waivers = [...this.waivers, code];
  }

  withdraw(reason: string | null, now: Temporal.Instant): void {
    this.require('withdraw');
    this.move('withdraw', now);
    this.reason = reason;
  }

  deny(reason: string, now: Temporal.Instant): void {
    this.require('deny');
    this.move('deny', now);
    this.reason = reason;
  }

  revoke(reason: string, now: Temporal.Instant): void {
    this.require('revoke');
    this.move('revoke', now);
    this.reason = reason;
  }

  final(now: Temporal.Instant): void {
    this.move('final', now);
  }

  expire(now: Temporal.Instant): void {
    this.move('expire', now);
  }

  private move(verb: PermitVerb, now: Temporal.Instant): void {
    this.status = PermitMachine.after(verb, this.status);
    this.closedAt = isClosed(this.status) ? now : null;
  }
}
PermitSchema.setClass(Permit);

const NamedContractorSchema = defineEntity({
  name: 'NamedContractor',
  schema: 'permits',
  tableName: 'named_contractor',
  properties: {
    recordId: p.uuid().primary(),
    contractorNumber: p.text().primary(),
    contractorRecordId: p.uuid(),
    namedAt: p.type(InstantType),
    disavowedAt: p.type(InstantType).nullable(),
  },
});

/** A registered contractor who is said to do the work, until they disavow it. */
export class NamedContractor extends NamedContractorSchema.class {
  disavow(now: Temporal.Instant): void {
    this.disavowedAt = now;
  }
}
NamedContractorSchema.setClass(NamedContractor);
