import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../../platform/database/ids.js';
import { InstantType } from '../../../platform/database/types.js';
import type { Cents } from '../../../platform/money/money.js';
import { changeOf, type Change } from '../../../platform/status/change.js';
import { RefundBySamePerson, RefundRequestDecided as AlreadyDecided } from '../payments.errors.js';
import { RefundDecided } from '../payments.events.js';
import { REFUND_REQUEST_STATUSES, RefundRequestMachine } from './refund-request.status.js';
import { REFUND_METHODS } from './refund.status.js';

/** What it takes, as it is asked for: a fee of the payment or a credit, with its words for whoever decides. */
export interface RequestedLine {
  feeId: string;
  recordNumber: string;
  description: string;
  amountCents: Cents;
}

const RefundRequestSchema = defineEntity({
  name: 'RefundRequest',
  schema: 'payments',
  tableName: 'refund_request',
  properties: {
    id: p.uuid().primary(),
    paymentId: p.uuid(),
    receiptNumber: p.text(),
    recordId: p.uuid(),
    status: p.enum(REFUND_REQUEST_STATUSES),
    amountCents: p.integer(),
    method: p.enum(REFUND_METHODS),
    checkNumber: p.text().nullable(),
    reason: p.text(),
    lines: p.json<RequestedLine[]>(),
    requestedAt: p.type(InstantType),
    requestedBy: p.uuid(),
    decidedAt: p.type(InstantType).nullable(),
    decidedBy: p.uuid().nullable(),
    comments: p.text().nullable(),
  },
});

/** A refund of money that the same person took: it waits for a second one. */
export class RefundRequest extends RefundRequestSchema.class {
  static file(
    given: Pick<
      RefundRequest,
      'paymentId' | 'receiptNumber' | 'recordId' | 'amountCents' | 'method' | 'checkNumber' | 'reason' | 'lines' | 'requestedBy'
    >,
    requestedAt: Temporal.Instant,
  ): RefundRequest {
    return Object.assign(new RefundRequest(), { ...given, id: newId(), status: 'requested' as const, requestedAt });
  }

  decide(decision: 'approved' | 'rejected', { by, at, comments }: { by: string; at: Temporal.Instant; comments: string | null }): Change {
    if (this.status !== 'requested') throw new AlreadyDecided(this.status);
    if (by === this.requestedBy) throw new RefundBySamePerson();
    const { id: requestId, paymentId, receiptNumber, recordId, amountCents, requestedBy: accountId } = this;
    return changeOf(
      RefundRequestMachine,
      this as RefundRequest,
      { recordId: null, subject: receiptNumber },
      decision === 'approved' ? 'approve' : 'reject',
      {
        set: { decidedAt: at, decidedBy: by, comments },
        tells: { silentBecause: 'its records are told of the refund itself' },
        event: new RefundDecided({ requestId, paymentId, receiptNumber, recordId, accountId, amountCents, decision, comments }),
        audit: { action: 'payments.decide-refund', after: { requestId, amountCents, requestedBy: accountId, comments } },
      },
    );
  }
}
RefundRequestSchema.setClass(RefundRequest);
