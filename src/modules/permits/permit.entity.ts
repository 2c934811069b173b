import type { Answers } from '../../platform/conditions/condition.js';
import type { Cents } from '../../platform/money/money.js';
import { changeOf, type Change, type Deed, type Visibility } from '../../platform/status/change.js';
import { formatLongDate } from '../../platform/time/format-long-date.js';
import { PermitSchema } from './permit.schema.js';
import { PermitMachine, type PermitVerb } from './permit.status.js';
import { NothingToPickUp, PermitExtendedAlready, PermitWrongStatus, WaiverGranted } from './permits.errors.js';
import * as events from './permits.events.js';

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

/** What a permit is issued with. */
export interface IssueTerms {
  on: Temporal.PlainDate;
  expiresOn: Temporal.PlainDate;
  fixedTerm: boolean;
  inspected: boolean;
  large: boolean;
}

/** The application and the permit that comes of it; one row, from draft to its end. */
export class Permit extends PermitSchema.class {
  static draft(record: { id: string; number: string }, applicantId: string, application: Application, now: Temporal.Instant): Permit {
    return Object.assign(new Permit(), application, {
      recordId: record.id,
      number: record.number,
      applicantId,
      status: 'draft' as const,
      createdAt: now,
      fixedTerm: false,
      inspected: false,
      large: false,
      waivers: [],
    });
  }

  /** Refuses what the status does not allow, whoever asks. */
  require(verb: PermitVerb): void {
    if (!PermitMachine.allows(verb, this.status)) throw new PermitWrongStatus(this.number, verb, this.status);
  }

  begin(typeName: string): Change {
    return this.does('begin', {
      tells: this.line('created', `Application started: ${typeName}`),
      event: new events.PermitCreated({ ...this.facts, typeCode: this.typeCode, accountId: this.applicantId }),
    });
  }

  edit(application: Application, fields: string[], now: Temporal.Instant): Change {
    return this.does('update', {
      set: { ...application, ...(this.status === 'corrections-required' ? { correctedAt: now } : {}) },
      tells: this.line('edited', 'Application edited', 'parties', { fields }),
    });
  }

  /** A draft follows its type from version to version. */
  moveTo(type: { id: string }, answers: Pick<Application, 'answers' | 'derivedAnswers'>): void {
    this.require('submit');
    this.typeVersionId = type.id;
    Object.assign(this, answers);
  }

  nameContractor(contractorNumber: string, contractorRecordId: string, businessName: string): Change {
    return this.does('nameContractors', {
      tells: this.line('contractor-named', `${businessName} (${contractorNumber}) is named as a contractor`),
      event: new events.ContractorNamed({ ...this.facts, contractorNumber, contractorRecordId }),
    });
  }

  dropContractor(contractorNumber: string): Change {
    return this.does('nameContractors', {
      tells: this.line('contractor-removed', `${contractorNumber} is no longer named as a contractor`),
    });
  }

  disavow(contractorNumber: string): Change {
    return this.does('disavow', {
      tells: this.line('contractor-disavowed', `${contractorNumber} says that this is not their job`),
      event: new events.ContractorDisavowed({ ...this.facts, contractorNumber }),
    });
  }

  nameCase(isNamed: boolean): Change {
    return this.does('nameCase', {
      tells: this.line('case-named', isNamed ? 'The work of the permit answers a code case' : 'The permit no longer answers a code case'),
    });
  }

  submit(feeScheduleVersion: number, now: Temporal.Instant): Change {
    return this.does('submit', {
      set: { feeScheduleVersion, submittedAt: now, reason: null, suggestedType: null },
      tells: this.line('submitted', this.submittedAt ? 'Application submitted again' : 'Application submitted', 'public'),
      event: new events.PermitSubmitted(this.facts),
    });
  }

  startReview(): Change {
    return this.does('startReview', { tells: { silentBecause: 'the review cycle that opens says it' } });
  }

  requireCorrections(cycle: number, disciplines: string[], now: Temporal.Instant): Change {
    return this.does('requireCorrections', {
      set: { correctionsAt: now, correctedAt: null },
      tells: this.line('corrections-required', `Corrections required by ${disciplines.join(', ')}`),
      event: new events.CorrectionsRequired({ ...this.facts, cycle }),
    });
  }

  resubmit(cycle: number): Change {
    return this.does('resubmit', {
      tells: this.line('resubmitted', 'Application resubmitted after corrections'),
      event: new events.PermitResubmitted({ ...this.facts, cycle }),
    });
  }

  /** @param outstanding how much stands between it and its issue */
  approve(outstanding: number, now: Temporal.Instant): Change {
    return this.does('approve', {
      set: { approvedAt: now },
      tells: this.line('approved', 'Application approved', 'public'),
      event: new events.PermitApproved({ ...this.facts, outstanding }),
    });
  }

  issue({ on, ...terms }: IssueTerms, documentId: string, now: Temporal.Instant): Change {
    const issued = new events.PermitIssued({ ...this.facts, documentId, expiresOn: terms.expiresOn.toString() });
    return this.does('issue', {
      set: { ...terms, issuedAt: now, issuedOn: on },
      tells: this.line('issued', `Permit issued, valid through ${formatLongDate(terms.expiresOn)}`, 'public'),
      event: terms.large ? [issued, new events.PermitReadyForPickup(this.facts)] : issued,
    });
  }

  holdBooking(reason: string): Change {
    return this.does('holdBooking', {
      tells: this.line('booking-held', `No inspection can be scheduled: ${reason}`),
      event: new events.PermitBookingHeld({ ...this.facts, reason }),
    });
  }

  releaseBooking(): Change {
    return this.does('releaseBooking', {
      tells: this.line('booking-released', 'Inspections can be scheduled again: the contractors are in good standing'),
      event: new events.PermitBookingReleased(this.facts),
    });
  }

  /** Work that is inspected keeps its permit alive; its date never moves back. */
  keepAlive(until: Temporal.PlainDate): void {
    if (!this.fixedTerm && Temporal.PlainDate.compare(until, this.expiresOn!) > 0) this.expiresOn = until;
  }

  remind(): Change {
    const expiresOn = this.expiresOn!;
    return this.does('remind', {
      set: { remindedFor: expiresOn },
      tells: this.line('expiring-soon', `Permit expires on ${formatLongDate(expiresOn)} unless an inspection passes before`),
      event: new events.PermitExpiringSoon({ ...this.facts, expiresOn: expiresOn.toString() }),
    });
  }

  /** Once, with a new permit card. */
  extend(
    { expiresOn, on, documentId }: { expiresOn: Temporal.PlainDate; on: Temporal.PlainDate; documentId: string },
    given: { reason?: string; chargeFee?: boolean },
  ): Change {
    return this.does('extend', {
      set: { expiresOn, extendedOn: on },
      tells: this.line('extended', `Permit extended through ${formatLongDate(expiresOn)}; a new permit card was issued`, 'public'),
      event: new events.PermitExtended({ ...this.facts, expiresOn: expiresOn.toString(), documentId }),
      audit: this.audit('extend', given, expiresOn),
    });
  }

  requireExtendable(): void {
    this.require('extend');
    if (this.extendedOn) throw new PermitExtendedAlready(this.number, this.status, this.expiresOn!);
  }

  pickUp(pickedUpBy: string, now: Temporal.Instant): Change {
    this.require('recordPickup');
    if (!this.large) throw new NothingToPickUp(this.number, this.status, 'not-large');
    if (this.pickedUpAt) throw new NothingToPickUp(this.number, this.status, 'picked-up');
    return this.does('recordPickup', {
      set: { pickedUpAt: now, pickedUpBy },
      tells: this.line('picked-up', `Permit and plans picked up by ${pickedUpBy}`),
      event: new events.PermitPickedUp(this.facts),
      audit: this.audit('record-pickup', { pickedUpBy }),
    });
  }

  /** @param suggested the type that the work needs */
  returnToApplicant(reason: string, suggested: { code: string; name: string } | null): Change {
    const hint = suggested ? ` (the right permit is ${suggested.name}, ${suggested.code})` : '';
    const suggestedType = suggested?.code ?? null;
    return this.does('return', {
      set: { reason, suggestedType },
      tells: this.line('returned', `Application returned${hint}: ${reason}`),
      event: new events.PermitReturned({ ...this.facts, reason, suggestedType }),
      audit: this.audit('return', { reason, suggestedPermitType: suggestedType }),
    });
  }

  /** Its new type asks for more than it says. */
  returnToComplete(type: { code: string; name: string }, why: string): Change {
    const reason = `${why}. Complete what ${type.name} asks for and submit it again.`;
    return this.does('return', {
      set: { reason, suggestedType: type.code },
      tells: { silentBecause: 'the move to another type says it' },
      event: new events.PermitReturned({ ...this.facts, reason, suggestedType: type.code }),
    });
  }

  reclassify(
    type: { id: string; code: string; name: string },
    answers: Pick<Application, 'answers' | 'derivedAnswers'>,
    reason: string,
  ): Change {
    const { typeCode } = this;
    return this.does('reclassify', {
      set: { typeCode: type.code, typeVersionId: type.id, ...answers },
      tells: this.line('reclassified', `Application moved from ${typeCode} to ${type.code} ${type.name}: ${reason}`),
      event: new events.PermitReclassified({ ...this.facts, fromType: typeCode, toType: type.code, reason }),
      audit: {
        action: 'permits.reclassify',
        before: { typeCode, answers: this.answers },
        after: { typeCode: type.code, answers: answers.answers, reason },
      },
    });
  }

  /** Takes a share off its fees, by the code of the schedule's waiver. */
  grantWaiver(code: string, reason: string): Change {
    if (this.waivers.includes(code)) throw new WaiverGranted(this.number, code);
    return this.does('grantWaiver', {
      set: { waivers: [...this.waivers, code] },
      tells: this.line('waiver-granted', `A waiver of fees was granted: ${reason}`),
      audit: this.audit('grant-waiver', { code, reason }),
    });
  }

  withdraw(reason: string | null, now: Temporal.Instant): Change {
    return this.does('withdraw', {
      set: { reason, closedAt: now },
      tells: this.line('withdrawn', 'Application withdrawn by the applicant', 'public'),
      event: new events.PermitWithdrawn(this.facts),
    });
  }

  deny(reason: string, now: Temporal.Instant): Change {
    return this.does('deny', {
      set: { reason, closedAt: now },
      tells: [this.line('denied', 'Application denied', 'public'), this.line('denial-reason', reason)],
      event: new events.PermitDenied({ ...this.facts, reason }),
      audit: this.audit('deny', { reason }),
    });
  }

  revoke(reason: string, now: Temporal.Instant): Change {
    return this.does('revoke', {
      set: { reason, closedAt: now },
      tells: [this.line('revoked', 'Permit revoked', 'public'), this.line('revocation-reason', reason)],
      event: new events.PermitRevoked({ ...this.facts, reason }),
      audit: this.audit('revoke', { reason }),
    });
  }

  /** @param certificate whether its inspections passed; one without inspections has run its term */
  final(certificate: boolean, now: Temporal.Instant): Change {
    const summary = certificate
      ? 'All inspections passed: the permit is closed'
      : `The permit has run its term, through ${formatLongDate(this.expiresOn!)}`;
    return this.does('final', {
      set: { closedAt: now },
      tells: this.line('finaled', summary, 'public'),
      event: new events.PermitFinaled({ ...this.facts, certificate }),
    });
  }

  expire(now: Temporal.Instant): Change {
    const expiresOn = this.expiresOn!;
    return this.does('expire', {
      set: { closedAt: now },
      tells: this.line('expired', `Permit expired: it was valid through ${formatLongDate(expiresOn)}`, 'public'),
      event: new events.PermitExpired({ ...this.facts, expiresOn: expiresOn.toString() }),
    });
  }

  private does(verb: PermitVerb, deed: Deed<Permit>): Change {
    // What the portal does by itself in the wrong status is a mistake, and no broken rule.
    if (PermitMachine.verbs[verb].what) this.require(verb);
    return changeOf(PermitMachine, this as Permit, { recordId: this.recordId, subject: this.number }, verb, deed);
  }

  private line(what: string, summary: string, visibility: Visibility = 'parties', details?: Record<string, unknown>) {
    return { type: `permits.${what}`, summary, visibility, details };
  }

  private audit(action: string, given: Record<string, unknown>, expiresOn = this.expiresOn) {
    return { action: `permits.${action}`, before: dated(this.expiresOn), after: { ...dated(expiresOn), ...given } };
  }

  private get facts() {
    return { recordId: this.recordId, number: this.number };
  }
}
PermitSchema.setClass(Permit);

function dated(expiresOn?: Temporal.PlainDate | null): Record<string, unknown> {
  return expiresOn ? { expiresOn: expiresOn.toString() } : {};
}
