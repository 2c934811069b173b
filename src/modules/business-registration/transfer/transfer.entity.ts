import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../../platform/database/ids.js';
import { InstantType } from '../../../platform/database/types.js';
import { changeOf, type Change, type Deed } from '../../../platform/status/change.js';
import type { BusinessRegistration } from '../business-registration.entity.js';
import { TRANSFER_STATUSES, TransferMachine } from './transfer.status.js';

const DAYS_VALID = 14;

const TransferSchema = defineEntity({
  name: 'BusinessTransfer',
  schema: 'business_registration',
  tableName: 'transfer',
  properties: {
    id: p.uuid().primary(),
    recordId: p.uuid(),
    fromAccountId: p.uuid(),
    email: p.text(),
    toAccountId: p.uuid().nullable(),
    status: p.enum(TRANSFER_STATUSES),
    offeredAt: p.type(InstantType),
    expiresAt: p.type(InstantType),
    endedAt: p.type(InstantType).nullable(),
  },
});

/** An invitation to take a business over. */
export class BusinessTransfer extends TransferSchema.class {
  static offer(recordId: string, fromAccountId: string, email: string, offeredAt: Temporal.Instant): BusinessTransfer {
    const expiresAt = offeredAt.add({ hours: DAYS_VALID * 24 });
    const offer = { id: newId(), recordId, fromAccountId, email, status: 'open' as const, offeredAt, expiresAt };
    return Object.assign(new BusinessTransfer(), offer);
  }

  accept(registration: BusinessRegistration, toAccountId: string, now: Temporal.Instant): Change {
    const tells = { silentBecause: 'the registration says that it has another owner' };
    return this.does(registration, 'accept', { set: { toAccountId, endedAt: now }, tells });
  }

  /** By the owner; else something took its place, or the registration came to its end. */
  cancel(registration: BusinessRegistration, byOwner: boolean, now: Temporal.Instant): Change {
    const tells = byOwner
      ? registration.line('transfer-cancelled', 'The owner took the invitation back')
      : { silentBecause: 'what took its place says it' };
    return this.does(registration, 'cancel', { set: { endedAt: now }, tells });
  }

  private does({ about }: BusinessRegistration, verb: keyof typeof TransferMachine.verbs, deed: Deed<BusinessTransfer>): Change {
    return changeOf(TransferMachine, this as BusinessTransfer, about, verb, deed);
  }
}
TransferSchema.setClass(BusinessTransfer);
