import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../platform/time/clock.js';
import { CityProfile } from '../../city/index.js';
import { Lifecycle } from '../../records/index.js';
import { RefundRequestNotFound } from '../payments.errors.js';
import type { PaidLines } from './paid-lines.js';
import type { NewRefund } from './refund-ledger.js';
import { RefundRequest } from './refund-request.entity.js';

type Asked = NewRefund & { requestedBy: string };

/** Refunds that one person may not make alone. */
@Injectable()
export class RefundRequests {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly lifecycle: Lifecycle,
    private readonly audit: AuditLog,
    private readonly profile: CityProfile,
    private readonly clock: Clock,
  ) {}

  /** Whoever took the money and has given back more of it than the city allows, small parts counted together. */
  async needsSecondPerson({ paymentId, amountCents, requestedBy }: Asked, { payment }: PaidLines): Promise<boolean> {
    if (payment.receivedBy !== requestedBy) return false;
    const { cents } = (await this.database.row(sql<{ cents: number }>`
      select coalesce(sum(amount_cents), 0)::int as cents from payments.refund where payment_id = ${paymentId} and requested_by = ${requestedBy}`))!;
    return cents + amountCents > this.profile.refunds.secondPersonAboveCents;
  }

  async file(refund: Asked, { payment, items, credits }: PaidLines): Promise<void> {
    const { paymentId, amountCents, method, checkNumber = null, reason, requestedBy } = refund;
    const lines = refund.items.map(({ feeId, creditId, amountCents: cents }) => {
      const { recordNumber, description } = items.find((item) => item.feeId === feeId)!;
      const words = credits.find(({ id }) => id === creditId)?.description ?? description;
      return { feeId: creditId ?? feeId, recordNumber, description: words, amountCents: cents };
    });
    const recordId = items.find(({ feeId }) => feeId === refund.items[0]!.feeId)!.recordId;
    const { receiptNumber } = payment;
    const request = RefundRequest.file(
      { paymentId, receiptNumber, recordId, amountCents, method, checkNumber, reason, lines, requestedBy },
      this.clock.now(),
    );
    this.em.persist(request);
    await this.database.flush();
    await this.audit.record({
      action: 'payments.request-refund',
      subject: receiptNumber,
      after: { requestId: request.id, amountCents, method, reason, lines },
    });
  }

  async known(id: string): Promise<RefundRequest> {
    const request = await this.em.findOne(RefundRequest, id);
    if (!request) throw new RefundRequestNotFound();
    return request;
  }

  async decide(
    id: string,
    decision: 'approved' | 'rejected',
    { by, comments }: { by: string; comments: string | null },
  ): Promise<RefundRequest> {
    const request = (await this.em.findOne(RefundRequest, id, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true }))!;
    await this.lifecycle.make(request.decide(decision, { by, at: this.clock.now(), comments }));
    await this.database.flush();
    return request;
  }
}
