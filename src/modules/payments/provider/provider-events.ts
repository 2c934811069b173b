import { Injectable, Logger } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { Job } from '../../../platform/jobs/job.decorators.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { Clock } from '../../../platform/time/clock.js';
import { CheckoutEnding } from '../checkout/checkout-ending.js';
import { CheckoutsQueries } from '../checkout/checkouts.queries.js';
import { RefundSending } from '../payment/refund-sending.js';
import { WebhookRefused } from '../payments.errors.js';
import type { Notice, ProviderName } from './payment-provider.js';
import { PaymentProviders } from './payment-providers.js';

const HANDLE_EVENT = 'payments.handle-provider-event';

/** What providers tell us: kept first, under the provider's own id, then worked off by a job. Sent again, it changes nothing. */
@Injectable()
export class ProviderEvents {
  private readonly logger = new Logger(ProviderEvents.name);

  constructor(
    private readonly database: Database,
    private readonly providers: PaymentProviders,
    private readonly checkouts: CheckoutsQueries,
    private readonly ending: CheckoutEnding,
    private readonly refunds: RefundSending,
    private readonly jobs: Jobs,
    private readonly clock: Clock,
  ) {}

  /** Stores an event after checking who sent it. Only what concerns us of it is kept. */
  async receive(provider: ProviderName, body: Buffer | undefined, signature: string | undefined): Promise<void> {
    const sender = this.providers.inUse(provider);
    if (!body) throw new WebhookRefused('The event has no body.');
    const { eventId, type, occurredAt, notice } = await sender.readEvent(body, signature);
    await this.database.transaction(async () => {
      const isNew = await this.database.execute(sql`
        insert into payments.provider_event (provider, event_id, type, facts, occurred_at, received_at, handled_at, outcome)
        values (${provider}, ${eventId}, ${type}, ${JSON.stringify(notice)}::jsonb, ${occurredAt.toString()}, ${this.clock.now().toString()},
          ${notice ? null : this.clock.now().toString()}, ${notice ? null : 'of no concern'})
        on conflict do nothing`);
      if (isNew > 0 && notice) await this.jobs.enqueue(HANDLE_EVENT, { provider, eventId });
    });
  }

  /** Safe to repeat: everything below is. */
  @Job(HANDLE_EVENT)
  async handle({ provider, eventId }: { provider: ProviderName; eventId: string }): Promise<void> {
    const event = await this.database.row(sql<{ notice: Notice }>`
      select facts as notice from payments.provider_event where provider = ${provider} and event_id = ${eventId} and handled_at is null`);
    if (!event) return;
    const outcome = await this.heed(provider, event.notice);
    await this.database.execute(sql`
      update payments.provider_event set handled_at = ${this.clock.now().toString()}, outcome = ${outcome}
      where provider = ${provider} and event_id = ${eventId}`);
  }

  private async heed(provider: ProviderName, notice: Notice): Promise<string> {
    switch (notice.about) {
      case 'checkout':
        return this.heedCheckout(provider, notice);
      case 'refunds':
        await this.refunds.sync(provider, notice.paymentReference);
        return 'looked at the refunds';
      case 'dispute':
        return this.noteDispute(provider, notice);
    }
  }

  private async heedCheckout(provider: ProviderName, notice: Extract<Notice, { about: 'checkout' }>): Promise<string> {
    // The provider may be faster than the answer in which it names its session, so the checkout's own id counts as well.
    const checkout = (await this.checkouts.bySession(provider, notice.session)) ?? (await this.byId(provider, notice.checkoutId));
    if (!checkout) {
      this.logger.warn(`The event is about session ${notice.session}, which no checkout here belongs to.`);
      return 'no such checkout';
    }
    // An order that was sent twice may have opened two pages; that one of them closes says nothing about the other.
    const isOther = checkout.session !== null && checkout.session !== notice.session;
    if (isOther && notice.state.state !== 'paid') return 'about another session of the checkout';
    return (await this.ending.apply(checkout, notice.state)).status;
  }

  private async byId(provider: ProviderName, checkoutId: string | null) {
    if (!checkoutId || !/^[\da-f-]{36}$/.test(checkoutId)) return null;
    const checkout = await this.checkouts.get(checkoutId);
    return checkout?.provider === provider ? checkout : null;
  }

  private async noteDispute(
    provider: ProviderName,
    { reference, paymentReference, amountCents, status, reason }: Extract<Notice, { about: 'dispute' }>,
  ): Promise<string> {
    const now = this.clock.now().toString();
    const noted = await this.database.execute(sql`
      insert into payments.provider_notice (id, provider, kind, reference, payment_id, amount_cents, status, detail, noted_at, changed_at)
      select ${newId()}::uuid, ${provider}, 'dispute', ${reference}, p.id, ${amountCents}::int, ${status}, ${reason}, ${now}::timestamptz, ${now}::timestamptz
      from payments.payment p where p.provider = ${provider} and p.provider_reference = ${paymentReference}
      on conflict (provider, kind, reference) do update set status = excluded.status, detail = excluded.detail, changed_at = excluded.changed_at`);
    return noted > 0 ? 'noted for staff' : 'no such payment';
  }
}
