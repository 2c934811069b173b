import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../../platform/database/ids.js';
import { InstantType, PlainDateType } from '../../../platform/database/types.js';
import type { Cents } from '../../../platform/money/money.js';
import { changeOf, type Change, type Deed } from '../../../platform/status/change.js';
import { formatLongDate } from '../../../platform/time/format-long-date.js';
import type { BusinessContacts, BusinessDetails, BusinessLocation, BusinessProfile } from '../business-details.js';
import type { BusinessRegistration } from '../business-registration.entity.js';
import { RenewalSubmitted } from '../business-registration.events.js';
import type { DetailChange } from './renewal.rules.js';
import { RENEWAL_STATUSES, RenewalMachine } from './renewal.status.js';

const RenewalSchema = defineEntity({
  name: 'BusinessRenewal',
  schema: 'business_registration',
  tableName: 'renewal',
  properties: {
    id: p.uuid().primary(),
    recordId: p.uuid(),
    until: p.type(PlainDateType),
    status: p.enum(RENEWAL_STATUSES),
    business: p.json<BusinessProfile>(),
    location: p.json<BusinessLocation>(),
    contacts: p.json<BusinessContacts>(),
    changes: p.json<DetailChange[]>(),
    disciplines: p.array(),
    inspected: p.boolean(),
    feeCents: p.integer(),
    late: p.boolean(),
    submittedAt: p.type(InstantType),
    correctionsAt: p.type(InstantType).nullable(),
    correctedAt: p.type(InstantType).nullable(),
    endedAt: p.type(InstantType).nullable(),
    version: p.integer().version(),
  },
});

/** What a renewal says of the business for the year to come. */
export interface RenewalContent extends BusinessDetails {
  changes: DetailChange[];
  disciplines: string[];
  /** Whether an inspector has to come again. */
  inspected: boolean;
}

/** One year's renewal, from the day it was handed in. */
export class BusinessRenewal extends RenewalSchema.class {
  static begin(
    recordId: string,
    terms: { until: Temporal.PlainDate; feeCents: Cents; late: boolean },
    content: RenewalContent,
    now: Temporal.Instant,
  ): BusinessRenewal {
    const status = content.disciplines.length > 0 ? ('in-review' as const) : ('approved' as const);
    return Object.assign(new BusinessRenewal(), { id: newId(), recordId, ...terms, ...content, status, submittedAt: now });
  }

  get details(): BusinessDetails {
    return { business: this.business, location: this.location, contacts: this.contacts };
  }

  handIn(registration: BusinessRegistration): Change {
    return this.does(registration, 'handIn', {
      tells: registration.line('renewal-submitted', `Renewal through ${formatLongDate(this.until)} handed in: ${inWords(this.changes)}`),
      event: new RenewalSubmitted({ ...registration.facts, until: this.until.toString(), again: false }),
    });
  }

  requireCorrections(registration: BusinessRegistration, asking: string, now: Temporal.Instant): Change {
    return this.does(registration, 'requireCorrections', {
      set: { correctionsAt: now, correctedAt: null },
      tells: registration.line('corrections-required', `Corrections of the renewal required by ${asking}`),
    });
  }

  /** What the city corrected on the registration meanwhile. */
  correct({ business, location, contacts }: BusinessDetails): void {
    Object.assign(this, { business, location, contacts });
  }

  /** Corrected, and in review again. */
  resubmit(registration: BusinessRegistration, content: RenewalContent, now: Temporal.Instant): Change {
    return this.does(registration, 'resubmit', {
      set: { ...content, correctedAt: now },
      tells: registration.line('renewal-submitted', `Renewal handed in again after corrections: ${inWords(content.changes)}`),
      event: new RenewalSubmitted({ ...registration.facts, until: this.until.toString(), again: true }),
    });
  }

  approve(registration: BusinessRegistration): Change {
    return this.does(registration, 'approve', {
      tells: registration.line('renewal-approved', `Renewal through ${formatLongDate(this.until)} approved`),
    });
  }

  complete(registration: BusinessRegistration, now: Temporal.Instant): Change {
    return this.does(registration, 'complete', { set: { endedAt: now }, tells: { silentBecause: 'the registration says it' } });
  }

  void(registration: BusinessRegistration, now: Temporal.Instant): Change {
    return this.does(registration, 'void', { set: { endedAt: now }, tells: { silentBecause: 'the registration says why it ends' } });
  }

  private does({ about }: BusinessRegistration, verb: keyof typeof RenewalMachine.verbs, deed: Deed<BusinessRenewal>): Change {
    return changeOf(RenewalMachine, this as BusinessRenewal, about, verb, deed);
  }
}
RenewalSchema.setClass(BusinessRenewal);

function inWords(changes: readonly DetailChange[]): string {
  if (changes.length === 0) return 'nothing has changed.';
  return changes.length === 1 ? 'one thing has changed.' : `${changes.length} things have changed.`;
}
