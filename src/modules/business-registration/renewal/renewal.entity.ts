import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../../platform/database/ids.js';
import { InstantType, PlainDateType } from '../../../platform/database/types.js';
import type { Cents } from '../../../platform/money/money.js';
import type { BusinessContacts, BusinessDetails, BusinessLocation, BusinessProfile } from '../business-details.js';
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
    const renewal = new BusinessRenewal();
    renewal.id = newId();
    renewal.recordId = recordId;
    renewal.submittedAt = now;
    Object.assign(renewal, terms, content);
    renewal.status = content.disciplines.length > 0 ? 'in-review' : 'approved';
    return renewal;
  }

  get details(): BusinessDetails {
    return { business: this.business, location: this.location, contacts: this.contacts };
  }

  requireCorrections(now: Temporal.Instant): void {
    this.move('requireCorrections');
    this.correctionsAt = now;
    this.correctedAt = null;
  }

  /** What the city corrected on the registration meanwhile. */
  correct({ business, location, contacts }: BusinessDetails): void {
    Object.assign(this, { business, location, contacts });
  }

  /** Corrected, and in review again. */
  resubmit(content: RenewalContent, now: Temporal.Instant): void {
    this.move('resubmit');
    this.correctedAt = now;
    Object.assign(this, content);
  }

  approve(): void {
    this.move('approve');
  }

  complete(now: Temporal.Instant): void {
    this.move('complete');
    this.endedAt = now;
  }

  void(now: Temporal.Instant): void {
    this.move('void');
    this.endedAt = now;
  }

  private move(verb: keyof typeof RenewalMachine.verbs): void {
    this.status = RenewalMachine.after(verb, this.status);
  }
}
RenewalSchema.setClass(BusinessRenewal);
