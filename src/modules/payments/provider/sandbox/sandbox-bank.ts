import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../../platform/database/database.js';
import { toInstant } from '../../../../platform/database/types.js';
import { Jobs } from '../../../../platform/jobs/jobs.js';
import type { Cents } from '../../../../platform/money/money.js';
import { Clock } from '../../../../platform/time/clock.js';
import { SandboxSessionMachine } from './sandbox-session.status.js';

export interface SandboxSession {
  id: string;
  clientReference: string;
  merchant: string;
  lines: { description: string; amountCents: Cents }[];
  amountCents: Cents;
  status: 'open' | 'complete' | 'expired';
  returnUrl: string;
  expiresAt: Temporal.Instant;
  paymentId: string | null;
}

export interface SandboxEvent {
  id: string;
  type: 'checkout.paid' | 'checkout.declined' | 'checkout.cancelled' | 'checkout.expired';
  createdAt: string;
  data: { session: string; clientReference: string; payment: string | null; amountCents: Cents };
}

export interface SandboxRefund {
  id: string;
  idempotencyKey: string;
  paymentId: string;
  amountCents: Cents;
  createdAt: Temporal.Instant;
}

export const DELIVER_EVENT = 'payments.deliver-sandbox-event';

/**
 * The sandbox as a system of its own, with its own tables and transactions: it shares nothing with the portal but the database server.
 * It takes no money.
 */
@Injectable()
export class SandboxBank {
  private secret?: Promise<string>;

  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** What webhooks are signed with; made once and the same for all replicas. */
  signingSecret(): Promise<string> {
    this.secret ??= this.readSecret();
    return this.secret;
  }

  /** The same key opens the same session. */
  async openSession(session: {
    idempotencyKey: string;
    clientReference: string;
    merchant: string;
    lines: { description: string; amountCents: Cents }[];
    returnUrl: string;
    expiresAt: Temporal.Instant;
  }): Promise<string> {
    const { idempotencyKey, clientReference, merchant, lines, returnUrl, expiresAt } = session;
    const amountCents = lines.reduce((sum, line) => sum + line.amountCents, 0);
    const made = await this.database.row(sql<{ id: string }>`
      insert into sandbox_provider.session (id, idempotency_key, client_reference, merchant, lines, amount_cents, status, return_url, created_at, expires_at)
      values (${name('sbs')}, ${idempotencyKey}, ${clientReference}, ${merchant}, ${JSON.stringify(lines)}::jsonb, ${amountCents}, 'open', ${returnUrl},
        ${this.clock.now().toString()}, ${expiresAt.toString()})
      on conflict (idempotency_key) do update set idempotency_key = excluded.idempotency_key
      returning id`);
    return made!.id;
  }

  async session(id: string): Promise<SandboxSession | null> {
    const row = await this.database.row(sql<Omit<SandboxSession, 'expiresAt'> & { expiresAt: string }>`
      select s.id, s.client_reference, s.merchant, s.lines, s.amount_cents, s.return_url,
        case when s.status = 'open' and s.expires_at <= ${this.clock.now().toString()} then 'expired' else s.status end as status,
        s.expires_at, p.id as payment_id
      from sandbox_provider.session s left join sandbox_provider.payment p on p.session_id = s.id
      where s.id = ${id}`);
    return row ? { ...row, expiresAt: toInstant(row.expiresAt) } : null;
  }

  /** Takes the money, once. Answers the event to be sent; null when the session is not open any more. */
  pay(id: string): Promise<SandboxEvent | null> {
    return this.database.transaction(async () => {
      const now = this.clock.now().toString();
      const payment = await this.database.row(sql<{ id: string }>`
        with completed as (
          update sandbox_provider.session set status = 'complete'
          where id = ${id} and status = any(${SandboxSessionMachine.from('pay')}::text[]) and expires_at > ${now} returning id, amount_cents
        )
        insert into sandbox_provider.payment (id, session_id, amount_cents, paid_at)
        select ${name('sbp')}, id, amount_cents, ${now}::timestamptz from completed returning id`);
      return payment ? this.tell('checkout.paid', id) : null;
    });
  }

  /** The bank says no; the payer may try again. */
  async decline(id: string): Promise<SandboxEvent | null> {
    const session = await this.session(id);
    return session?.status === 'open' ? this.database.transaction(() => this.tell('checkout.declined', id)) : null;
  }

  /** Ends an open session; null when it was over already. */
  endSession(id: string, type: 'checkout.cancelled' | 'checkout.expired'): Promise<SandboxEvent | null> {
    return this.database.transaction(async () => {
      const ended = await this.database.execute(
        sql`update sandbox_provider.session set status = 'expired' where id = ${id} and status = any(${SandboxSessionMachine.from('end')}::text[])`,
      );
      return ended > 0 ? this.tell(type, id) : null;
    });
  }

  /** Gives money back, once for a key and never more than was paid; null when that cannot be. */
  refund(idempotencyKey: string, paymentId: string, amountCents: Cents): Promise<SandboxRefund | null> {
    return this.database.transaction(async () => {
      await this.database.execute(sql`select 1 from sandbox_provider.payment where id = ${paymentId} for update`);
      await this.database.execute(sql`
        insert into sandbox_provider.refund (id, idempotency_key, payment_id, amount_cents, created_at)
        select ${name('sbr')}, ${idempotencyKey}, p.id, ${amountCents}::int, ${this.clock.now().toString()}::timestamptz
        from sandbox_provider.payment p
        where p.id = ${paymentId}
          and p.amount_cents >= ${amountCents}::int + (select coalesce(sum(r.amount_cents), 0) from sandbox_provider.refund r where r.payment_id = p.id)
        on conflict (idempotency_key) do nothing`);
      return (await this.refunds(sql`idempotency_key = ${idempotencyKey}`))[0] ?? null;
    });
  }

  refundsOf(paymentId: string): Promise<SandboxRefund[]> {
    return this.refunds(sql`payment_id = ${paymentId}`);
  }

  refundsBetween(from: Temporal.Instant, to: Temporal.Instant): Promise<SandboxRefund[]> {
    return this.refunds(sql`created_at >= ${from.toString()} and created_at < ${to.toString()}`);
  }

  async paymentsBetween(
    from: Temporal.Instant,
    to: Temporal.Instant,
  ): Promise<{ id: string; amountCents: Cents; paidAt: Temporal.Instant }[]> {
    const rows = await this.database.rows(sql<{ id: string; amountCents: number; paidAt: string }>`
      select id, amount_cents, paid_at from sandbox_provider.payment
      where paid_at >= ${from.toString()} and paid_at < ${to.toString()} order by paid_at`);
    return rows.map((row) => ({ ...row, paidAt: toInstant(row.paidAt) }));
  }

  /** The body of an event that has not been delivered. */
  async undelivered(eventId: string): Promise<string | null> {
    const row = await this.database.row(sql<{ body: string }>`
      select body from sandbox_provider.event where id = ${eventId} and delivered_at is null`);
    return row?.body ?? null;
  }

  async markDelivered(eventId: string): Promise<void> {
    await this.database.execute(sql`update sandbox_provider.event set delivered_at = ${this.clock.now().toString()} where id = ${eventId}`);
  }

  /** Keeps the event with what it tells of, and queues its delivery. */
  private async tell(type: SandboxEvent['type'], sessionId: string): Promise<SandboxEvent> {
    const session = (await this.session(sessionId))!;
    const { clientReference, paymentId, amountCents } = session;
    const event: SandboxEvent = {
      id: name('sbe'),
      type,
      createdAt: this.clock.now().toString(),
      data: { session: sessionId, clientReference, payment: paymentId, amountCents },
    };
    await this.database.execute(sql`
      insert into sandbox_provider.event (id, body, created_at) values (${event.id}, ${JSON.stringify(event)}, ${event.createdAt})`);
    await this.jobs.enqueue(DELIVER_EVENT, { eventId: event.id });
    return event;
  }

  private async refunds(which: ReturnType<typeof sql>): Promise<SandboxRefund[]> {
    const rows = await this.database.rows(sql<Omit<SandboxRefund, 'createdAt'> & { createdAt: string }>`
      select id, idempotency_key, payment_id, amount_cents, created_at
      from sandbox_provider.refund where ${which} order by created_at, id`);
    return rows.map((row) => ({ ...row, createdAt: toInstant(row.createdAt) }));
  }

  private async readSecret(): Promise<string> {
    await this.database.execute(sql`
      insert into sandbox_provider.signing_secret (secret) values (${randomBytes(32).toString('hex')}) on conflict do nothing`);
    return (await this.database.row(sql<{ secret: string }>`select secret from sandbox_provider.signing_secret`))!.secret;
  }
}

function name(prefix: string): string {
  return `${prefix}_${randomBytes(16).toString('hex')}`;
}
