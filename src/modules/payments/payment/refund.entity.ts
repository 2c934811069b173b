import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../../platform/database/ids.js';
import { InstantType, PlainDateType } from '../../../platform/database/types.js';
import type { Cents } from '../../../platform/money/money.js';
import { changeOf, type Change, type Deed } from '../../../platform/status/change.js';
import { RefundNotFailed } from '../payments.errors.js';
import { PaymentRefunded } from '../payments.events.js';
import { REFUND_METHODS, REFUND_STATUSES, RefundMachine, type RefundMethod } from './refund.status.js';

const RefundSchema = defineEntity({
  name: 'Refund',
  schema: 'payments',
  tableName: 'refund',
  properties: {
    id: p.uuid().primary(),
    paymentId: p.uuid(),
    amountCents: p.integer(),
    method: p.enum(REFUND_METHODS),
    status: p.enum(REFUND_STATUSES),
    automatic: p.boolean(),
    attempt: p.integer(),
    reason: p.text(),
    checkNumber: p.text().nullable(),
    providerReference: p.text().nullable(),
    failure: p.text().nullable(),
    requestedAt: p.type(InstantType),
    requestedBy: p.uuid().nullable(),
    settledAt: p.type(InstantType).nullable(),
    settledOn: p.type(PlainDateType).nullable(),
    settledBy: p.uuid().nullable(),
  },
});

export interface RefundRequested {
  paymentId: string;
  amountCents: Cents;
  method: RefundMethod;
  reason: string;
  checkNumber?: string;
  requestedBy?: string;
}

/** What was paid, as far as its refund tells of it. */
export interface RefundedPayment {
  receiptNumber: string;
  accountId: string | null;
}

/** When money reached its payer: the instant, and the day of the city's books. */
export interface Moment {
  at: Temporal.Instant;
  on: Temporal.PlainDate;
}

/** Money on its way back to who paid it. */
export class Refund extends RefundSchema.class {
  static request(request: RefundRequested, now: Temporal.Instant): Refund {
    return Object.assign(new Refund(), {
      ...request,
      id: newId(),
      status: 'pending' as const,
      automatic: request.requestedBy === undefined,
      attempt: 1,
      requestedAt: now,
    });
  }

  /** Whether word of this attempt is still about it: staff may have settled it by hand, or tried anew. */
  waitsFor(attempt: number): boolean {
    return this.method === 'provider' && this.attempt === attempt;
  }

  noteProvider({ reference, failure }: { reference: string | null; failure: string | null }): void {
    this.providerReference = reference ?? this.providerReference;
    this.failure = failure;
  }

  /** @param by who handed it out; nobody when the provider did */
  succeed(payment: RefundedPayment, { at, on }: Moment, by: string | null = null): Change {
    return this.does('succeed', payment, { set: { settledAt: at, settledOn: on, settledBy: by }, ...this.paidBack(payment) });
  }

  fail(payment: RefundedPayment): Change {
    const tells = { silentBecause: 'staff find another way before anybody is told' };
    return this.does('fail', payment, { set: { settledAt: null, settledOn: null }, tells });
  }

  /** Staff hand out what the provider could not give back. */
  settleByHand(
    payment: RefundedPayment,
    { at, on }: Moment,
    { method, checkNumber, by }: { method: RefundMethod; checkNumber?: string; by: string },
  ): Change {
    this.requireFailed();
    return this.does('succeed', payment, {
      set: { method, checkNumber: checkNumber ?? null, settledAt: at, settledOn: on, settledBy: by },
      ...this.paidBack(payment),
      audit: this.settled(method, checkNumber),
    });
  }

  tryAgain(payment: RefundedPayment): Change {
    this.requireFailed();
    return this.does('tryAgain', payment, {
      set: { attempt: this.attempt + 1, providerReference: null, failure: null },
      tells: { silentBecause: 'nothing has reached the payer yet' },
      audit: this.settled('provider'),
    });
  }

  private paidBack({ accountId }: RefundedPayment): Pick<Deed<Refund>, 'tells' | 'event'> {
    const { paymentId, id: refundId, amountCents, reason } = this;
    return {
      tells: { silentBecause: 'its records were told when it was asked for' },
      event: new PaymentRefunded({ paymentId, refundId, accountId: accountId ?? undefined, amountCents, reason }),
    };
  }

  private settled(method: RefundMethod, checkNumber?: string): Deed<Refund>['audit'] {
    return { action: 'payments.settle-refund', before: { failure: this.failure }, after: { refundId: this.id, method, checkNumber } };
  }

  private requireFailed(): void {
    if (this.status !== 'failed') throw new RefundNotFailed(this.status);
  }

  private does(verb: keyof typeof RefundMachine.verbs, { receiptNumber }: RefundedPayment, deed: Deed<Refund>): Change {
    return changeOf(RefundMachine, this as Refund, { recordId: null, subject: receiptNumber }, verb, deed);
  }
}
RefundSchema.setClass(Refund);
