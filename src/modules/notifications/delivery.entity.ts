import { defineEntity, p } from '@mikro-orm/core';
import { InstantType } from '../../platform/database/types.js';
import { changeOf, type Change, type Deed } from '../../platform/status/change.js';
import { DELIVERY_STATES, DeliveryMachine, NOT_SENT_REASONS, type NotSentReason } from './delivery.status.js';

const DeliverySchema = defineEntity({
  name: 'Delivery',
  schema: 'notifications',
  tableName: 'delivery',
  properties: {
    id: p.uuid().primary(),
    notificationId: p.uuid(),
    status: p.enum(DELIVERY_STATES).fieldName('state'),
    reason: p.enum(NOT_SENT_REASONS).nullable(),
    address: p.text().nullable(),
    tries: p.integer(),
    lastError: p.text().nullable(),
    nextTryAt: p.type(InstantType).nullable(),
    endedAt: p.type(InstantType).nullable(),
  },
});

/** One way of a message by e-mail. It begins in the statement that numbers it; a message is sent again by another one. */
export class Delivery extends DeliverySchema.class {
  get isUnderWay(): boolean {
    return DeliveryMachine.allows('end', this.status);
  }

  /** The letter was refused for now. */
  wait(refusal: { lastError: string; address: string | null; nextTryAt: Temporal.Instant }): void {
    Object.assign(this, refusal);
  }

  send(address: string, now: Temporal.Instant): Change {
    return this.end('sent', { address, lastError: null }, now);
  }

  giveUp(lastError: string, address: string | null, now: Temporal.Instant): Change {
    return this.end('failed', { address: address ?? this.address, lastError }, now);
  }

  leave(reason: NotSentReason, now: Temporal.Instant): Change {
    return this.end('not-sent', { reason, lastError: null }, now);
  }

  private end(to: 'sent' | 'failed' | 'not-sent', set: Deed<Delivery>['set'], endedAt: Temporal.Instant): Change {
    return changeOf(DeliveryMachine, this as Delivery, { recordId: null, subject: this.id }, 'end', {
      to,
      set: { ...set, nextTryAt: null, endedAt },
      tells: { silentBecause: 'the message shows how it fares' },
    });
  }
}
DeliverySchema.setClass(Delivery);
