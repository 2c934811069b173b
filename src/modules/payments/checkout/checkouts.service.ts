import { Injectable, Logger } from '@nestjs/common';
import { sql } from 'kysely';
import type { Principal } from '../../../platform/auth/principal.js';
import { Settings } from '../../../platform/config/settings.js';
import { Database } from '../../../platform/database/database.js';
import type { Cents } from '../../../platform/money/money.js';
import { Clock } from '../../../platform/time/clock.js';
import { CityProfile } from '../../city/index.js';
import { CartEmpty, CheckoutNotFound, CheckoutOver, FeeReserved, PaymentUnderway, ProviderUnavailable } from '../payments.errors.js';
import { PaymentProviders } from '../provider/payment-providers.js';
import { RefusedByProvider, type HostedPage } from '../provider/payment-provider.js';
import { CheckoutEnding } from './checkout-ending.js';
import { orderLines } from './order-lines.js';
import { CheckoutsQueries, type CheckoutFacts, type CheckoutLine } from './checkouts.queries.js';
import { Reservations, type Holder } from './reservations.js';
import { returnPage } from './return.page.js';

/** A session younger than this still fits the provider's least duration, so an order that was cut off can be repeated as it was. */
const REPEATABLE_SECONDS = 45;
const MOST_TRIES = 3;

interface CheckoutDetails {
  checkout: CheckoutFacts;
  lines: CheckoutLine[];
  paymentId: string | null;
}

/**
 * Paying what is in the cart. Three steps, of which each is safe to repeat: the fees are reserved in a transaction; the provider is asked
 * for its page, outside of one; the page's address is kept. Whoever dies in between is taken up by the same key, or by the jobs.
 */
@Injectable()
export class CheckoutsService {
  private readonly logger = new Logger(CheckoutsService.name);

  constructor(
    private readonly database: Database,
    private readonly reservations: Reservations,
    private readonly queries: CheckoutsQueries,
    private readonly ending: CheckoutEnding,
    private readonly providers: PaymentProviders,
    private readonly profile: CityProfile,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** @param seenCents what the payer was told the cart comes to */
  async checkOut(
    { accountId }: Principal,
    idempotencyKey: string,
    seenCents?: Cents,
  ): Promise<{ checkout: CheckoutFacts; lines: CheckoutLine[] }> {
    const { checkout, lines } = await this.reserve(accountId, idempotencyKey, seenCents);
    const hasNoPage = checkout.status === 'open' && checkout.redirectUrl === null;
    return { checkout: hasNoPage ? await this.openPage(checkout, lines) : checkout, lines };
  }

  async details(principal: Principal, id: string): Promise<CheckoutDetails> {
    return this.describe(await this.mine(principal, id));
  }

  async cancel(principal: Principal, id: string): Promise<CheckoutDetails> {
    const checkout = await this.mine(principal, id);
    if (checkout.status !== 'open') throw over(checkout);
    let ended: CheckoutFacts;
    try {
      ended = await this.ending.end(checkout, 'cancelled', 'Cancelled by the payer');
    } catch (error) {
      throw this.unavailable(error);
    }
    if (ended.status === 'open') {
      throw new PaymentUnderway(
        'The bank is processing this payment, so it cannot be cancelled. We will tell you as soon as the bank has decided.',
      );
    }
    if (ended.status !== 'cancelled') throw over(ended);
    return this.describe(ended);
  }

  async returnPage(id: string): Promise<string> {
    const checkout = await this.queries.get(id);
    if (!checkout) throw new CheckoutNotFound();
    return returnPage(checkout, this.profile.name);
  }

  private async mine({ accountId }: Principal, id: string): Promise<CheckoutFacts> {
    const checkout = await this.queries.get(id);
    if (checkout?.accountId !== accountId) throw new CheckoutNotFound();
    return checkout;
  }

  private async describe(checkout: CheckoutFacts): Promise<CheckoutDetails> {
    const paymentId = checkout.status === 'paid' ? await this.queries.paymentOf(checkout.id) : null;
    return { checkout, lines: await this.queries.lines(checkout.id), paymentId };
  }

  /** Reserves the cart, or finds what the same key has reserved before. */
  private async reserve(
    accountId: string,
    idempotencyKey: string,
    seenCents?: Cents,
  ): Promise<{ checkout: CheckoutFacts; lines: CheckoutLine[] }> {
    for (let tries = 1; ; tries += 1) {
      const reservation = await this.reservations.reserve({ accountId, idempotencyKey, seenCents }, this.providers.current);
      if (typeof reservation === 'object') return reservation;

      const earlier = await this.queries.byKey(accountId, idempotencyKey);
      // Nobody was ever shown a page of it, and the payer was told to try again: this is that try.
      if (earlier && (await this.reservations.freeKey(earlier.id))) continue;
      if (earlier) return { checkout: await this.again(earlier), lines: await this.queries.lines(earlier.id) };
      if (reservation === 'empty') throw new CartEmpty('There is nothing to pay in your cart. Add the balance of a record to it first.');

      const holder = await this.reservations.holderOf(accountId);
      if (holder && (tries > MOST_TRIES || !this.isOverdue(holder))) throw reservedBy(holder, accountId, this.clock.now());
      if (holder) await this.endOverdue(holder);
    }
  }

  private isOverdue({ isProcessing, expiresAt }: Holder): boolean {
    return !isProcessing && Temporal.Instant.compare(expiresAt, this.clock.now()) <= 0;
  }

  private async again(checkout: CheckoutFacts): Promise<CheckoutFacts> {
    const age = this.clock.now().since(checkout.openedAt).total('seconds');
    const isCutOff = checkout.status === 'open' && checkout.redirectUrl === null;
    return isCutOff && age > REPEATABLE_SECONDS ? this.reservations.extend(checkout) : checkout;
  }

  private async openPage(checkout: CheckoutFacts, lines: CheckoutLine[]): Promise<CheckoutFacts> {
    const provider = this.providers.of(checkout.provider);
    let page: HostedPage;
    try {
      page = await provider.open({
        checkoutId: checkout.id,
        lines: orderLines(lines),
        expiresAt: checkout.expiresAt,
        returnUrl: this.returnUrl(checkout.id),
      });
    } catch (error) {
      if (error instanceof RefusedByProvider) await this.reservations.release(checkout.id, 'cancelled', 'Refused by the payment provider');
      throw this.unavailable(error);
    }
    const kept = await this.database.execute(sql`
      update payments.checkout set session = ${page.session}, redirect_url = ${page.url} where id = ${checkout.id} and status = 'open'`);
    if (kept === 0) {
      await provider.close(page.session).catch((error: unknown) => this.unavailable(error));
      throw over((await this.queries.get(checkout.id))!);
    }
    return { ...checkout, session: page.session, redirectUrl: page.url };
  }

  /** Its time is up and only the job has not come round yet. When the provider cannot be reached it stays reserved. */
  private async endOverdue(holder: Holder): Promise<void> {
    const checkout = (await this.queries.get(holder.checkoutId))!;
    await this.ending.end(checkout, 'expired', 'Not paid in time').catch((error: unknown) => this.unavailable(error));
  }

  private returnUrl(checkoutId: string): string {
    const { checkoutReturnUrl, hasFrontEnd, frontEndUrl, publicUrl } = this.settings;
    const ownPage = hasFrontEnd ? `${frontEndUrl}/checkouts/{checkoutId}` : `${publicUrl}/v1/checkouts/{checkoutId}/return`;
    const template = checkoutReturnUrl ?? ownPage;
    return template.replace('{checkoutId}', checkoutId);
  }

  private unavailable(error: unknown): ProviderUnavailable {
    this.logger.warn(`The payment provider did not do as asked: ${(error as Error).message}`);
    return new ProviderUnavailable('The payment provider is not responding. Nothing was charged. Try again in a few minutes.', {
      cause: error,
    });
  }
}

function over({ status }: CheckoutFacts): CheckoutOver {
  const words = {
    open: 'is still open',
    paid: 'has been paid',
    expired: 'has expired: it was not paid in time',
    cancelled: 'was cancelled',
  }[status];
  return new CheckoutOver(`This checkout ${words}.`, { extensions: { currentStatus: status } });
}

function reservedBy(holder: Holder, accountId: string, now: Temporal.Instant): FeeReserved {
  const { recordNumber, checkoutId, redirectUrl, isProcessing } = holder;
  const until = holder.expiresAt.toString();
  const left = minutes(Math.max(1, Math.ceil(now.until(holder.expiresAt).total('minutes'))));
  if (holder.accountId === accountId) {
    const words = isProcessing
      ? `You have paid the fees of ${recordNumber}, and your bank is still processing the payment.`
      : `You have a checkout open for the fees of ${recordNumber}, for ${left} more. Continue there, or cancel it.`;
    // Until the provider has answered there is no page to go to.
    return new FeeReserved(words, { extensions: { recordNumber, until, checkoutId, ...(redirectUrl ? { redirectUrl } : {}) } });
  }
  return new FeeReserved(
    `Somebody else is paying the fees of ${recordNumber} right now. Take them out of your cart, or try again in ${left}.`,
    { extensions: { recordNumber, until } },
  );
}

function minutes(count: number): string {
  return `${count} ${count === 1 ? 'minute' : 'minutes'}`;
}
