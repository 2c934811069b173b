import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { CheckoutsJobs } from '../../../src/modules/payments/checkout/checkouts.jobs.js';
import { CheckoutsService } from '../../../src/modules/payments/checkout/checkouts.service.js';
import { CartService } from '../../../src/modules/payments/cart/cart.service.js';
import { FeesService } from '../../../src/modules/payments/index.js';
import { FeeCorrections } from '../../../src/modules/payments/ledger/fee-corrections.service.js';
import { CounterPaymentsService } from '../../../src/modules/payments/payment/counter-payments.service.js';
import { RefundsService } from '../../../src/modules/payments/payment/refunds.service.js';
import { SandboxBank, type SandboxEvent } from '../../../src/modules/payments/provider/sandbox/sandbox-bank.js';
import type { Principal } from '../../../src/platform/auth/principal.js';
import { Database } from '../../../src/platform/database/database.js';
import { DomainError } from '../../../src/platform/errors/domain-error.js';
import { startApp, type TestApp } from '../../support/app.js';
import { signUp, staff } from '../../support/builders.js';
import { aFee, checkBooks, sendSandboxEvent } from '../../support/payments.js';
import { openRecord } from '../../support/records.js';
import { RecordsService } from '../../../src/modules/records/index.js';

jest.setTimeout(240_000);

/** What people and the world do, in any order; `pick` chooses among what there is. */
type Deed =
  | { do: 'assess'; cents: number; now: boolean }
  | { do: 'waive' | 'void' | 'refund'; pick: number; share: number }
  | { do: 'reassess'; cents: number[] }
  | { do: 'check out'; payer: number }
  | { do: 'pay' | 'decline' | 'cancel there' | 'cancel here'; pick: number }
  | { do: 'hear'; pick: number; again: boolean }
  | { do: 'take cash'; firmly: boolean }
  | { do: 'refund what was replaced'; pick: number }
  | { do: 'refund the credit' | 'ask the provider' | 'let the time run out' | 'work the queue' };

const cents = fc.integer({ min: 1, max: 20 }).map((dollars) => dollars * 100);
const pick = fc.nat({ max: 9 });
const share = fc.constantFrom(0.25, 0.5, 1);
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('assess' as const), cents, now: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('waive' as const, 'void' as const, 'refund' as const), pick, share }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('reassess' as const), cents: fc.array(cents, { maxLength: 3 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('refund what was replaced' as const), pick }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant('check out' as const), payer: fc.nat({ max: 1 }) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('pay' as const, 'pay' as const, 'decline' as const, 'cancel there' as const, 'cancel here' as const),
      pick,
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('hear' as const), pick, again: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('take cash' as const), firmly: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'refund the credit' as const,
        'ask the provider' as const,
        'let the time run out' as const,
        'work the queue' as const,
      ),
    }),
  },
);

/** Deeds alone, and what people mostly do one after another, because luck alone would rarely come so far. */
const paying: fc.Arbitrary<Deed[]> = fc.tuple(
  fc.record({ do: fc.constant('check out' as const), payer: fc.nat({ max: 1 }) }),
  fc.record({ do: fc.constant('pay' as const), pick: fc.constant(0) }),
);
const hearing: fc.Arbitrary<Deed[]> = fc.tuple(
  fc.record({ do: fc.constant('hear' as const), pick, again: fc.boolean() }),
  fc.record({ do: fc.constant('work the queue' as const) }),
);
const scene: fc.Arbitrary<Deed[]> = fc.oneof(
  { weight: 5, arbitrary: deed.map((one) => [one]) },
  { weight: 3, arbitrary: paying },
  { weight: 2, arbitrary: hearing },
);

let app: TestApp;
let payers: Principal[];
let cashier: Principal;

beforeAll(async () => {
  app = await startApp();
  const principal = (accountId: string, more: Partial<Principal> = {}): Principal => ({
    accountId,
    sessionId: randomUUID(),
    profile: 'public',
    roles: [],
    ...more,
  });
  payers = [principal((await signUp(app)).accountId), principal((await signUp(app)).accountId)];
  cashier = principal((await staff(app, 'cashier')).accountId, { profile: 'staff', roles: ['cashier'] });
});
afterAll(() => app.close());

/** A fee as the model knows it: what it says, and what the city gave up of it. */
interface Owed {
  cents: number;
  now: boolean;
  waived: number;
  forgiven: number;
}

/**
 * One record, and beside it the simplest account of it there is: what is asked for, and what the city holds. Whatever the ledger did
 * in between, what is due is the difference.
 */
class Story {
  private owed: Owed[] = [];
  private unheard: SandboxEvent[] = [];

  private constructor(
    private readonly record: { id: string; number: string },
    private readonly since: string,
  ) {}

  static async begin(): Promise<Story> {
    const record = await openRecord(app, { ownerAccountId: payers[0]!.accountId });
    await app.get(RecordsService).addParty(record.id, payers[1]!.accountId, 'linked', 'link');
    await app.get(Database).execute(sql`delete from payments.cart_item`);
    return new Story(record, app.clock.now().toString());
  }

  async live(deeds: readonly Deed[]): Promise<void> {
    for (const next of deeds) {
      await this.attempt(next);
      await this.check();
    }
    await this.end();
  }

  /** Everything that is on its way arrives, twice, the latest first; then all time runs out. */
  private async end(): Promise<void> {
    for (const event of [...this.unheard].reverse()) for (const _ of [1, 2]) await sendSandboxEvent(app, event);
    await app.settle();
    app.clock.advance({ minutes: 31 });
    await app.get(CheckoutsJobs).endOverdue();
    await app.settle();
    await this.check();
    expect(await this.number(sql`select count(*) as n from payments.checkout where status = 'open'`)).toBe(0);
    expect(await this.number(sql`select count(*) as n from payments.refund where status <> 'succeeded'`)).toBe(0);
    expect(await this.atTheBank()).toBe(await this.heldFromTheBank());
  }

  /** A refusal is an answer like another; what it must not do is change anything. */
  private async attempt(next: Deed): Promise<void> {
    try {
      await this.perform(next);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
    }
  }

  private async perform(next: Deed): Promise<void> {
    switch (next.do) {
      case 'assess':
        await app.get(FeesService).assess(this.record.id, [this.fee(next.cents, next.now)]);
        this.owed.push({ cents: next.cents, now: next.now, waived: 0, forgiven: 0 });
        return;
      case 'reassess':
        return this.reassess([...new Set(next.cents)]);
      case 'waive':
        return this.waive(next.pick, next.share);
      case 'void': {
        const fee = await this.choose(next.pick, 'due', 'reserved', 'paid');
        if (!fee || (fee.status === 'paid' && !fee.credited)) return;
        await app.get(FeeCorrections).void(fee.id, 'Assessed by mistake');
        this.owed.splice(this.owed.indexOf(this.known(fee.cents)), 1);
        return;
      }
      case 'refund':
        return this.refund(next.pick, next.share);
      case 'refund what was replaced':
        return this.refundReplaced(next.pick);
      case 'refund the credit':
        return this.refundCredit();
      case 'check out':
        await app.get(CartService).add(payers[next.payer]!, this.record.number);
        await app.get(CheckoutsService).checkOut(payers[next.payer]!, randomUUID());
        return;
      case 'pay':
        return this.atTheSandbox(next.pick, (bank, session) => bank.pay(session));
      case 'decline':
        return this.atTheSandbox(next.pick, (bank, session) => bank.decline(session));
      case 'cancel there':
        return this.atTheSandbox(next.pick, (bank, session) => bank.endSession(session, 'checkout.cancelled'));
      case 'cancel here': {
        const checkout = await this.checkout(next.pick);
        const payer = payers.find(({ accountId }) => accountId === checkout?.account);
        if (checkout && payer) await app.get(CheckoutsService).cancel(payer, checkout.id);
        return;
      }
      case 'hear': {
        const event = this.unheard[next.pick % this.unheard.length];
        if (!event) return;
        await sendSandboxEvent(app, event);
        if (!next.again) this.unheard = this.unheard.filter((other) => other !== event);
        return;
      }
      case 'take cash':
        return this.takeCash(next.firmly);
      case 'ask the provider':
        app.clock.advance({ minutes: 6 });
        return app.get(CheckoutsJobs).askProvider();
      case 'let the time run out':
        app.clock.advance({ minutes: 31 });
        return app.get(CheckoutsJobs).endOverdue();
      case 'work the queue':
        return app.settle();
    }
  }

  private async reassess(amounts: number[]): Promise<void> {
    await app.get(FeesService).reassess(
      this.record.id,
      amounts.map((amount) => this.fee(amount, false)),
    );
    const before = [...this.owed];
    this.owed = amounts.map((amount) => {
      // A fee that says the same stays as it is, unless all that was paid for it went back.
      const index = before.findIndex(
        ({ cents: face, now, waived, forgiven }) => face === amount && !now && (forgiven === 0 || forgiven < face - waived),
      );
      return index < 0 ? { cents: amount, now: false, waived: 0, forgiven: 0 } : before.splice(index, 1)[0]!;
    });
  }

  private async waive(choice: number, part: number): Promise<void> {
    const fee = await this.choose(choice, 'due', 'reserved');
    if (!fee) return;
    const amount = Math.max(1, Math.floor(fee.net * part));
    await app.get(FeeCorrections).waive(fee.id, 'Hardship', amount);
    this.known(fee.cents).waived += amount;
  }

  private async refund(choice: number, part: number): Promise<void> {
    const fee = await this.choose(choice, 'paid');
    if (!fee || fee.left === 0) return;
    const amount = Math.max(1, Math.floor(fee.left * part));
    await app.get(RefundsService).refund(cashier, fee.payment!, {
      lines: [{ feeId: fee.id, amountCents: amount }],
      reason: 'Goodwill',
      method: 'cash',
    });
    this.known(fee.cents).forgiven += amount;
  }

  /** A line of the payment whose money pays for others, or is a credit: by its own name nothing of it goes back. */
  private async refundReplaced(choice: number): Promise<void> {
    const lines = await app.get(Database).rows(sql<{ id: string; payment: string }>`
      select i.fee_id as id, i.payment_id as payment from payments.payment_item i join payments.fee f on f.id = i.fee_id
      where i.record_id = ${this.record.id} and f.superseded_at is not null order by f.line_number`);
    const line = lines[choice % lines.length];
    if (!line) return;
    const wanted = { lines: [{ feeId: line.id }], reason: 'Reclassified', method: 'cash' as const };
    await expect(app.get(RefundsService).refund(cashier, line.payment, wanted)).rejects.toThrow('Nothing is left to be refunded');
  }

  private async refundCredit(): Promise<void> {
    const credit = await app.get(Database).row(sql<{ id: string; payment: string }>`
      select f.id, i.payment_id as payment from payments.fee f join payments.payment_item i on i.fee_id = f.source_id
      where f.record_id = ${this.record.id} and f.kind = 'credit' and f.status = 'due' limit 1`);
    if (!credit) return;
    await app.get(RefundsService).refund(cashier, credit.payment, { lines: [{ feeId: credit.id }], reason: 'Left over', method: 'cash' });
  }

  private async takeCash(firmly: boolean): Promise<void> {
    const { dueCents } = await app.get(FeesService).totals(this.record.id);
    if (dueCents === 0) return;
    await app.get(CounterPaymentsService).record(cashier, {
      recordNumbers: [this.record.number],
      method: 'cash',
      tenderedCents: dueCents + 500,
      cancelOpenCheckouts: firmly,
    });
  }

  private async atTheSandbox(choice: number, act: (bank: SandboxBank, session: string) => Promise<SandboxEvent | null>): Promise<void> {
    const checkout = await this.checkout(choice);
    if (!checkout?.session) return;
    const event = await act(app.get(SandboxBank), checkout.session);
    if (!event) return;
    // Its messenger is the test: it may come late, twice, in another order.
    await app.get(SandboxBank).markDelivered(event.id);
    this.unheard.push(event);
  }

  /** What is due, and what the city owes back, is the difference between what is asked for and what it holds. */
  private async check(): Promise<void> {
    await checkBooks(app);
    const asked = this.owed.reduce((sum, { cents: face, waived, forgiven }) => sum + face - waived - forgiven, 0);
    const { dueCents, paidCents } = await app.get(FeesService).totals(this.record.id);
    expect(dueCents).toBe(Math.max(0, asked - paidCents));
    const unused = await this.number(sql`
      select coalesce(-sum(amount_cents), 0) as n from payments.fee where record_id = ${this.record.id} and kind = 'credit' and status = 'due'`);
    expect(unused).toBe(Math.max(0, paidCents - asked));
  }

  /** By the sandbox's own books, which the portal does not write. */
  private atTheBank(): Promise<number> {
    return this.number(sql`
      select (select coalesce(sum(amount_cents), 0) from sandbox_provider.payment where paid_at >= ${this.since})
        - (select coalesce(sum(amount_cents), 0) from sandbox_provider.refund where created_at >= ${this.since}) as n`);
  }

  private heldFromTheBank(): Promise<number> {
    return this.number(sql`
      select coalesce(sum(i.amount_cents), 0) as n from payments.payment_item i join payments.payment p on p.id = i.payment_id
      where p.method = 'online' and i.record_id = ${this.record.id}`);
  }

  private fee(amount: number, now: boolean) {
    return aFee(amount, { code: `fee-${amount}`, description: `Fee of ${amount}`, due: now ? 'at-application' : 'before-issuance' });
  }

  private known(amount: number): Owed {
    return this.owed.find(({ cents: face }) => face === amount)!;
  }

  /** A fee that stands and whose amount no other has, so that the model knows which it is. */
  private async choose(choice: number, ...statuses: string[]) {
    const fees = await app.get(Database).rows(sql<{
      id: string;
      status: string;
      cents: number;
      net: number;
      left: number;
      payment: string | null;
      credited: boolean;
    }>`
      select c.id, c.status, exists (select from payments.standing_credit s where s.pays_id = c.id) as credited, c.amount_cents as cents, c.net_cents as net, coalesce(i.amount_cents - i.refunded_cents, 0) as left, i.payment_id as payment
      from payments.charge c left join payments.payment_item i on i.fee_id = c.id
      where c.record_id = ${this.record.id} and c.superseded_at is null and c.status = any(${statuses}::text[]) order by c.line_number`);
    const single = fees.filter((fee) => this.owed.filter(({ cents: face }) => face === fee.cents).length === 1);
    return single[choice % single.length];
  }

  private async checkout(choice: number) {
    const checkouts = await app.get(Database).rows(sql<{ id: string; account: string; session: string | null }>`
      select o.id, o.account_id as account, o.session from payments.checkout o
      where exists (select from payments.checkout_item i join payments.fee f on f.id = i.fee_id
        where i.checkout_id = o.id and f.record_id = ${this.record.id}) order by o.status <> 'open', o.opened_at desc limit 3`);
    return checkouts[choice % Math.max(1, checkouts.length)];
  }

  private async number(query: ReturnType<typeof sql<{ n: unknown }>>): Promise<number> {
    return Number((await app.get(Database).row(query))!.n);
  }
}

it('Y-05 no fee is paid twice and no cent is lost, whatever happens in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(cents, fc.array(scene, { minLength: 4, maxLength: 14 }), async (first, scenes) => {
      const story = await Story.begin();
      await story.live([{ do: 'assess', cents: first, now: true }, ...scenes.flat()]);
    }),
    { numRuns: Number(process.env.BOOKS_RUNS ?? 25) },
  );
});
