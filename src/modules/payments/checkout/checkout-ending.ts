import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/time/clock.js';
import type { SessionState } from '../provider/payment-provider.js';
import { PaymentProviders } from '../provider/payment-providers.js';
import { CheckoutsQueries, type CheckoutFacts } from './checkouts.queries.js';
import { Reservations } from './reservations.js';
import { Settlement } from './settlement.js';

interface Closed {
  status: 'expired' | 'cancelled';
  reason: string;
}

/** How a checkout comes to its end: by what the provider says, never by the clock alone. */
@Injectable()
export class CheckoutEnding {
  constructor(
    private readonly queries: CheckoutsQueries,
    private readonly reservations: Reservations,
    private readonly settlement: Settlement,
    private readonly providers: PaymentProviders,
    private readonly clock: Clock,
  ) {}

  /**
   * Closes the provider's page and frees the fees; if the payer was faster, takes the money. Only the provider knows which, so its
   * fees stay reserved while it cannot be asked.
   */
  async end(checkout: CheckoutFacts, status: Closed['status'], reason: string): Promise<CheckoutFacts> {
    // Without a session the page's address was given to nobody, so nobody can have paid.
    const state: SessionState = checkout.session ? await this.providers.of(checkout.provider).close(checkout.session) : { state: 'closed' };
    return this.apply(checkout, state, { status, reason });
  }

  /** Asks the provider and does what it says. */
  async ask(checkout: CheckoutFacts): Promise<CheckoutFacts> {
    return this.apply(checkout, await this.providers.of(checkout.provider).look(checkout.session!));
  }

  /** Brings a checkout to where the provider says it is, whatever was said before and in which order. */
  async apply(checkout: CheckoutFacts, state: SessionState, closed: Closed = this.closedBy(checkout)): Promise<CheckoutFacts> {
    switch (state.state) {
      case 'paid':
        await this.settlement.settle(checkout, state.money);
        break;
      case 'closed':
        await this.reservations.release(checkout.id, closed.status, closed.reason);
        break;
      case 'processing':
        await this.reservations.noteProcessing(checkout.id);
        break;
      case 'open':
        break;
    }
    return (await this.queries.get(checkout.id))!;
  }

  /** What it means that the provider's page is closed and nobody here closed it. */
  private closedBy({ expiresAt, processingSince }: CheckoutFacts): Closed {
    if (processingSince) return { status: 'cancelled', reason: 'The bank did not carry the payment out' };
    const isOverdue = Temporal.Instant.compare(expiresAt, this.clock.now()) <= 0;
    return isOverdue
      ? { status: 'expired', reason: 'Not paid in time' }
      : { status: 'cancelled', reason: 'Closed at the payment provider' };
  }
}
