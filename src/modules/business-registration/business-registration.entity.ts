import { defineEntity, p } from '@mikro-orm/core';
import { InstantType, PlainDateType } from '../../platform/database/types.js';
import { changeOf, type Change, type ChronologyEntry, type Deed } from '../../platform/status/change.js';
import { formatLongDate } from '../../platform/time/format-long-date.js';
import type { AddressValue } from '../records/index.js';
import type { BusinessContacts, BusinessDetails, BusinessLocation, BusinessProfile } from './business-details.js';
import { BusinessWrongStatus } from './business-registration.errors.js';
import * as events from './business-registration.events.js';
import { BUSINESS_STATUSES, BusinessMachine, type BusinessVerb } from './business-registration.status.js';
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
  static draft(record: { id: string; number: string }, ownerId: string, createdAt: Temporal.Instant): BusinessRegistration {
    const { id: recordId, number } = record;
    return Object.assign(new BusinessRegistration(), { recordId, number, ownerId, status: 'draft' as const, createdAt });
  }

  /** What changes of it and of its renewals and transfers are kept under. */
  get about() {
    return { recordId: this.recordId, subject: this.number };
  }

  get facts() {
    return { recordId: this.recordId, number: this.number };
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

  begin(): Change {
    return this.does('begin', {
      tells: this.line('started', 'Business registration started'),
      event: new events.BusinessRegistrationStarted({ ...this.facts, accountId: this.ownerId }),
    });
  }

  /** Whoever changes a step looks at the last one again. */
  fill(filled: FilledStep, stepName: string, now: Temporal.Instant): Change {
    const corrects = this.status === 'corrections-required';
    const outdated =
      filled.step !== 'review-and-fees' && this.confirmation ? { confirmation: { ...this.confirmation, outdated: true } } : {};
    return this.does('write', {
      set: { ...outdated, ...contentOf(filled, now), ...(corrects ? { correctedAt: now } : {}) },
      tells: corrects
        ? this.line('step-corrected', `Corrected: ${stepName.toLowerCase()}`)
        : { silentBecause: 'a draft is its owner’s alone' },
    });
  }

  /** The same place in other words. */
  writeAddress(address: AddressValue): void {
    this.location = { ...this.location!, address };
  }

  submit(feeScheduleVersion: number, now: Temporal.Instant): Change {
    const again = this.submittedAt != null;
    return this.does('submit', {
      set: { feeScheduleVersion, submittedAt: now, reason: null },
      tells: this.line('submitted', `Business registration submitted${again ? ' again' : ''}`, 'public'),
      event: new events.BusinessSubmitted({ ...this.facts, again }),
    });
  }

  startReview(): Change {
    return this.does('startReview', { tells: { silentBecause: 'the review cycle that opens says it' } });
  }

  requireCorrections(asking: string, now: Temporal.Instant): Change {
    return this.does('requireCorrections', {
      set: { correctionsAt: now, correctedAt: null },
      tells: this.line('corrections-required', `Corrections required by ${asking}`),
    });
  }

  approve(now: Temporal.Instant): Change {
    return this.does('approve', { set: { approvedAt: now }, tells: this.line('approved', 'Business registration approved', 'public') });
  }

  activate({ on, until }: { on: Temporal.PlainDate; until: Temporal.PlainDate }): Change {
    return this.does('activate', {
      set: { registeredOn: on, expiresOn: until },
      tells: this.line('registered', `Business registered through ${formatLongDate(until)}`, 'public'),
    });
  }

  openRenewal(): Change {
    const summary = `Renewal opened: registered through ${formatLongDate(this.expiresOn!)}`;
    return this.does('openRenewal', { tells: this.line('renewal-opened', summary) });
  }

  /** `due`: which of the city's reminders this is, in days before the last day; each once a term. */
  remind(due: number, daysLeft: number): Change {
    const expiresOn = this.expiresOn!;
    return this.does('remind', {
      set: { remindedFor: expiresOn, remindedDays: due },
      tells: { silentBecause: 'a letter that repeats what the registration shows' },
      event: new events.RenewalReminded({ ...this.facts, expiresOn: expiresOn.toString(), daysLeft }),
    });
  }

  /** Another year, with what has changed. */
  renew(until: Temporal.PlainDate, details: BusinessDetails): Change {
    return this.does('renew', {
      set: { expiresOn: until, ...details },
      tells: this.line('renewed', `Registration renewed through ${formatLongDate(until)}`, 'public'),
    });
  }

  /** Slips of the pen; `given` says what and why. */
  correct(details: BusinessDetails, given: { reason: string }): Change {
    return this.does('correct', {
      set: details,
      tells: [this.line('corrected', 'The city corrected the registration'), this.line('correction-reason', given.reason, 'owners')],
      audit: { action: 'business-registration.correct', before: printed(this), after: { ...printed(details), ...given } },
    });
  }

  lapse(): Change {
    const expiresOn = this.expiresOn!;
    const summary = `Registration lapsed: it was valid through ${formatLongDate(expiresOn)}`;
    return this.does('lapse', {
      tells: this.line('lapsed', summary, 'public'),
      event: new events.BusinessLapsed({ ...this.facts, expiresOn: expiresOn.toString() }),
    });
  }

  offerTransfer(transferId: string): Change {
    return this.does('transfer', {
      tells: this.line('transfer-offered', 'The owner invited somebody to take the registration over'),
      event: new events.TransferOffered({ ...this.facts, transferId, accountId: this.ownerId }),
    });
  }

  handOver(ownerId: string, details: BusinessDetails): Change {
    return this.does('transfer', {
      set: { ownerId, ...details },
      tells: this.line('transferred', 'The registration passed to another owner'),
      event: new events.BusinessTransferred({ ...this.facts, formerOwnerId: this.ownerId, ownerId }),
    });
  }

  returnToOwner(reason: string): Change {
    return this.does('return', {
      set: { reason },
      tells: [this.line('returned', 'Registration returned to its owner'), this.line('return-reason', reason, 'owners')],
      event: new events.BusinessReturned({ ...this.facts, reason }),
      audit: { action: 'business-registration.return', after: { reason } },
    });
  }

  deny(reason: string, closedAt: Temporal.Instant): Change {
    return this.does('deny', {
      set: { reason, closedAt },
      tells: [this.line('denied', 'Registration denied', 'public'), this.line('denial-reason', reason, 'owners')],
      event: new events.BusinessDenied({ ...this.facts, reason }),
      audit: { action: 'business-registration.deny', after: { reason } },
    });
  }

  revoke(reason: string, closedAt: Temporal.Instant): Change {
    return this.does('revoke', {
      set: { reason, closedAt },
      tells: [this.line('revoked', 'Registration revoked', 'public'), this.line('revocation-reason', reason, 'owners')],
      event: new events.BusinessRevoked({ ...this.facts, reason }),
      audit: { action: 'business-registration.revoke', after: { reason } },
    });
  }

  close(by: 'owner' | 'city', reason: string | null, closedAt: Temporal.Instant): Change {
    return this.does('close', {
      set: { reason, closedAt },
      tells: [
        this.line('closed', by === 'owner' ? 'Closed by its owner' : 'Closed by the city', 'public'),
        ...(reason ? [this.line('closing-reason', reason, 'owners')] : []),
      ],
      event: new events.BusinessClosed({ ...this.facts, by, reason }),
      audit: by === 'city' ? { action: 'business-registration.close', after: { reason } } : undefined,
    });
  }

  line(what: string, summary: string, visibility: ChronologyEntry['visibility'] = 'parties'): ChronologyEntry {
    return { type: `business-registration.${what}`, summary, visibility };
  }

  private does(verb: BusinessVerb, deed: Deed<BusinessRegistration>): Change {
    this.require(verb);
    return changeOf(BusinessMachine, this as BusinessRegistration, this.about, verb, deed);
  }
}
BusinessRegistrationSchema.setClass(BusinessRegistration);

/** What a step says, without the tax numbers, which are kept apart. */
function contentOf(filled: FilledStep, now: Temporal.Instant): Partial<BusinessRegistration> {
  switch (filled.step) {
    case 'business': {
      const { fein: _fein, ibt: _ibt, ...business } = filled.body;
      return { business };
    }
    case 'location':
      return { location: { ...filled.body } };
    case 'owners-and-contacts':
      return { contacts: { ...filled.body } };
    case 'documents':
      return { documents: { confirmedAt: now.toString() } };
    case 'review-and-fees':
      return { confirmation: { totalCents: filled.body.totalCents, confirmedAt: now.toString(), outdated: false } };
  }
}

/** What stands on the certificate, for the audit log; never a tax number. */
export function printed({ business, location }: Partial<Pick<BusinessRegistration, 'business' | 'location'>>): Record<string, unknown> {
  return {
    legalName: business?.legalName ?? null,
    dbaName: business?.dbaName ?? null,
    naicsCode: business?.naicsCode ?? null,
    addressLine2: location?.address.line2 ?? null,
    parcelNumber: location?.address.parcelNumber ?? null,
  };
}
