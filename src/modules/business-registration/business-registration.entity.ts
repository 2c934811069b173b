import { defineEntity, p } from '@mikro-orm/core';
import { InstantType, PlainDateType } from '../../platform/database/types.js';
import type { AddressValue } from '../records/index.js';
import type { BusinessContacts, BusinessDetails, BusinessLocation, BusinessProfile } from './business-details.js';
import { BusinessWrongStatus } from './business-registration.errors.js';
import { BUSINESS_STATUSES, BusinessMachine, isClosed, type BusinessVerb } from './business-registration.status.js';
import type { Confirmation } from './steps/steps.rules.js';
import type { FilledStep } from './steps/steps.js';

const BusinessRegistrationSchema = defineEntity({
  name: 'BusinessRegistration',
  schema: 'business_registration',
  tableName: 'registration',
  properties: {
    recordId: p.uuid().primary(),
    number: p.text(),
    ownerId: p.uuid(),
    status: p.enum(BUSINESS_STATUSES),
    business: p.json<BusinessProfile>().nullable(),
    location: p.json<BusinessLocation>().nullable(),
    contacts: p.json<BusinessContacts>().nullable(),
    documents: p.json<{ confirmedAt: string }>().nullable(),
    confirmation: p.json<Confirmation>().nullable(),
    feeScheduleVersion: p.integer().nullable(),
    createdAt: p.type(InstantType),
    submittedAt: p.type(InstantType).nullable(),
    correctionsAt: p.type(InstantType).nullable(),
    correctedAt: p.type(InstantType).nullable(),
    approvedAt: p.type(InstantType).nullable(),
    registeredOn: p.type(PlainDateType).nullable(),
    expiresOn: p.type(PlainDateType).nullable(),
    remindedFor: p.type(PlainDateType).nullable(),
    remindedDays: p.integer().nullable(),
    closedAt: p.type(InstantType).nullable(),
    reason: p.text().nullable(),
    version: p.integer().version(),
  },
});

/** A business and its registration; one row, from the draft through all its years. */
export class BusinessRegistration extends BusinessRegistrationSchema.class {
  static draft(record: { id: string; number: string }, ownerId: string, now: Temporal.Instant): BusinessRegistration {
    const registration = new BusinessRegistration();
    registration.recordId = record.id;
    registration.number = record.number;
    registration.ownerId = ownerId;
    registration.status = 'draft';
    registration.createdAt = now;
    return registration;
  }

  /** Refuses what the status does not allow, whoever asks. */
  require(verb: BusinessVerb): void {
    if (!BusinessMachine.allows(verb, this.status)) throw new BusinessWrongStatus(this.number, verb, this.status);
  }

  /** As far as it has been filled in. */
  get filled(): Partial<BusinessDetails> {
    return { business: this.business ?? undefined, location: this.location ?? undefined, contacts: this.contacts ?? undefined };
  }

  /** Of what was submitted, and so is complete. */
  get details(): BusinessDetails {
    return { business: this.business!, location: this.location!, contacts: this.contacts! };
  }

  /** Whoever changes a step looks at the last one again. */
  fill(filled: FilledStep, now: Temporal.Instant): void {
    this.require('write');
    switch (filled.step) {
      case 'business': {
        const { fein: _fein, ibt: _ibt, ...business } = filled.body;
        this.business = { ...business };
        break;
      }
      case 'location':
        this.location = { ...filled.body };
        break;
      case 'owners-and-contacts':
        this.contacts = { ...filled.body };
        break;
      case 'documents':
        this.documents = { confirmedAt: now.toString() };
        break;
      case 'review-and-fees':
        this.confirmation = { totalCents: filled.body.totalCents, confirmedAt: now.toString(), outdated: false };
        break;
    }
    if (filled.step !== 'review-and-fees' && this.confirmation) this.confirmation = { ...this.confirmation, outdated: true };
    if (this.status === 'corrections-required') this.correctedAt = now;
  }

  /** The same place in other words. */
  writeAddress(address: AddressValue): void {
    this.location = { ...this.location!, address };
  }

  submit(feeScheduleVersion: number, now: Temporal.Instant): void {
    this.require('submit');
    this.feeScheduleVersion = feeScheduleVersion;
    this.submittedAt = now;
    this.reason = null;
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

  activate(term: { on: Temporal.PlainDate; until: Temporal.PlainDate }, now: Temporal.Instant): void {
    this.move('activate', now);
    this.registeredOn = term.on;
    this.expiresOn = term.until;
  }

  openRenewal(now: Temporal.Instant): void {
    this.move('openRenewal', now);
  }

  /** Another year, with what has changed. */
  renew(until: Temporal.PlainDate, details: BusinessDetails, now: Temporal.Instant): void {
    this.move('renew', now);
    this.expiresOn = until;
    this.correct(details);
  }

  correct({ business, location, contacts }: BusinessDetails): void {
    this.business = business;
    this.location = location;
    this.contacts = contacts;
  }

  lapse(now: Temporal.Instant): void {
    this.move('lapse', now);
  }

  handOver(ownerId: string): void {
    this.require('transfer');
    this.ownerId = ownerId;
  }

  returnToOwner(reason: string, now: Temporal.Instant): void {
    this.require('return');
    this.move('return', now);
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

  close(reason: string | null, now: Temporal.Instant): void {
    this.require('close');
    this.move('close', now);
    this.reason = reason;
  }

  private move(verb: BusinessVerb, now: Temporal.Instant): void {
    this.status = BusinessMachine.after(verb, this.status);
    this.closedAt = isClosed(this.status) ? now : null;
  }
}
BusinessRegistrationSchema.setClass(BusinessRegistration);
