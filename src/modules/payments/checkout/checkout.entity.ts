import { defineEntity, p } from '@mikro-orm/core';
import { InstantType } from '../../../platform/database/types.js';
import { changeOf, type Change } from '../../../platform/status/change.js';
import { CheckoutExpired } from '../payments.events.js';
import { CHECKOUT_STATUSES, CheckoutMachine } from './checkout.status.js';

const CheckoutSchema = defineEntity({
  name: 'Checkout',
  schema: 'payments',
  tableName: 'checkout',
  properties: {
    id: p.uuid().primary(),
    accountId: p.uuid(),
    status: p.enum(CHECKOUT_STATUSES),
    endReason: p.text().nullable(),
    endedAt: p.type(InstantType).nullable(),
  },
});

/**
 * One payer's way through the provider's page, as far as it changes by itself: it begins in the statement that reserves its fees. Its
 * records hear of the money, and of nothing before.
 */
export class Checkout extends CheckoutSchema.class {
  can(verb: keyof typeof CheckoutMachine.verbs): boolean {
    return CheckoutMachine.allows(verb, this.status);
  }

  end(to: 'expired' | 'cancelled', endReason: string, now: Temporal.Instant): Change {
    const { id: checkoutId, accountId } = this;
    return changeOf(CheckoutMachine, this as Checkout, this.about, 'end', {
      to,
      set: { endReason, endedAt: now },
      tells: { silentBecause: 'nothing was paid' },
      event: to === 'expired' ? new CheckoutExpired({ checkoutId, accountId }) : [],
    });
  }

  pay(now: Temporal.Instant): Change {
    return changeOf(CheckoutMachine, this as Checkout, this.about, 'pay', {
      set: { endReason: null, endedAt: this.endedAt ?? now },
      tells: { silentBecause: 'the payment tells the records that it was for' },
    });
  }

  private get about() {
    return { recordId: null, subject: this.id };
  }
}
CheckoutSchema.setClass(Checkout);
