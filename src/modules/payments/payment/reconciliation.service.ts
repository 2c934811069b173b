import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import type { Cents } from '../../../platform/money/money.js';
import { AccountsService } from '../../accounts/index.js';
import { BusinessCalendar } from '../../city/index.js';
import { ProviderUnavailable } from '../payments.errors.js';
import type { Movement, PaymentProvider, ProviderName } from '../provider/payment-provider.js';
import { PaymentProviders } from '../provider/payment-providers.js';
import type { PaymentMethod } from './refund.status.js';

export interface MethodTotals {
  method: PaymentMethod;
  paymentCount: number;
  receivedCents: Cents;
  refundedCents: Cents;
}

/** One person's drawer: what they took and handed out over the counter. */
export interface CashierTotals extends MethodTotals {
  cashierId: string;
  cashierName: string;
}

export interface Difference {
  kind: 'missing-here' | 'missing-at-provider' | 'amount-differs';
  what: 'payment' | 'refund';
  /** The provider's name for the movement. */
  reference: string;
  paymentId: string | null;
  ledgerCents: Cents | null;
  providerCents: Cents | null;
}

export interface Happening {
  kind: 'automatic-refund' | 'dispute' | 'refund-made-at-provider';
  paymentId: string;
  receiptNumber: string;
  amountCents: Cents;
  status: string;
  detail: string | null;
  at: string;
}

export interface Reconciliation {
  date: Temporal.PlainDate;
  methods: MethodTotals[];
  cashiers: CashierTotals[];
  provider: { name: ProviderName; receivedCents: Cents; refundedCents: Cents };
  differences: Difference[];
  happenings: Happening[];
}

/** A movement as the ledger has it. */
interface Entry {
  kind: 'payment' | 'refund';
  reference: string;
  paymentId: string;
  paymentReference: string;
  session: string | null;
  amountCents: Cents;
  isOfDay: boolean;
}

/** What the ledger calls today the provider may call yesterday, by some minutes. */
const MARGIN = { hours: 1 };

/** A day's money: what the ledger has by method, what the provider has, and where they do not agree. */
@Injectable()
export class ReconciliationService {
  constructor(
    private readonly database: Database,
    private readonly providers: PaymentProviders,
    private readonly accounts: AccountsService,
    private readonly calendar: BusinessCalendar,
  ) {}

  async of(date: Temporal.PlainDate): Promise<Reconciliation> {
    const provider = this.providers.current;
    const from = this.calendar.at(date, MIDNIGHT);
    const to = this.calendar.at(date.add({ days: 1 }), MIDNIGHT);
    const methods = await this.totals(date);
    const cashiers = await this.cashiers(date);
    const happenings = await this.happenings(from, to);
    try {
      const movements = await collect(provider.movements(from.subtract(MARGIN), to.add(MARGIN)));
      const ofDay = movements.filter(({ at }) => Temporal.Instant.compare(at, from) >= 0 && Temporal.Instant.compare(at, to) < 0);
      return {
        date,
        methods,
        cashiers,
        provider: { name: provider.name, receivedCents: sum(ofDay, 'payment'), refundedCents: sum(ofDay, 'refund') },
        differences: await this.differences(provider, date, movements, ofDay),
        happenings,
      };
    } catch (error) {
      throw new ProviderUnavailable(
        'The payment provider cannot be asked at the moment, so the day cannot be reconciled. Try again later.',
        {
          cause: error,
        },
      );
    }
  }

  private totals(date: Temporal.PlainDate): Promise<MethodTotals[]> {
    return this.database.rows(sql<MethodTotals>`
      select m.method, coalesce(paid.count, 0)::int as payment_count, coalesce(paid.cents, 0)::float8 as received_cents,
        coalesce(back.cents, 0)::float8 as refunded_cents
      from (values ('online', 1), ('cash', 2), ('check', 3)) as m (method, position)
        left join (
          select method, count(*) as count, sum(received_cents) as cents from payments.payment where received_on = ${date.toString()} group by method
        ) paid on paid.method = m.method
        left join (
          select case method when 'provider' then 'online' else method end as method, sum(amount_cents) as cents
          from payments.refund where settled_on = ${date.toString()} group by 1
        ) back on back.method = m.method
      order by m.position`);
  }

  private async cashiers(date: Temporal.PlainDate): Promise<CashierTotals[]> {
    const rows = await this.database.rows(sql<Omit<CashierTotals, 'cashierName'>>`
      select m.cashier_id, m.method, count(*) filter (where m.came)::int as payment_count,
        coalesce(sum(m.cents) filter (where m.came), 0)::float8 as received_cents,
        coalesce(sum(m.cents) filter (where not m.came), 0)::float8 as refunded_cents
      from (
        select received_by as cashier_id, method, received_cents as cents, true as came
        from payments.payment where received_on = ${date.toString()} and received_by is not null
        union all
        select settled_by, method, amount_cents, false
        from payments.refund where settled_on = ${date.toString()} and settled_by is not null
      ) m
      group by m.cashier_id, m.method order by m.cashier_id, m.method`);
    const people = await this.accounts.getMany([...new Set(rows.map(({ cashierId }) => cashierId))]);
    const nameOf = new Map(people.map(({ id, displayName }) => [id, displayName]));
    return rows.map((row) => ({ ...row, cashierName: nameOf.get(row.cashierId) ?? '' }));
  }

  private async differences(
    provider: PaymentProvider,
    date: Temporal.PlainDate,
    movements: Movement[],
    ofDay: Movement[],
  ): Promise<Difference[]> {
    const entries = await this.entries(provider.name, date, [...new Set(ofDay.map(({ reference }) => reference))]);
    const known = new Map(entries.map((entry) => [`${entry.kind} ${entry.reference}`, entry]));
    const seen = new Set(movements.map(({ kind, reference }) => `${kind} ${reference}`));

    const found = ofDay.flatMap((movement) => compare(movement, known.get(`${movement.kind} ${movement.reference}`)));
    for (const entry of entries) {
      if (entry.isOfDay && !seen.has(`${entry.kind} ${entry.reference}`)) found.push(...(await askOnce(provider, entry)));
    }
    return found;
  }

  /** Online money of the day, and whatever else the provider's list names. */
  private entries(provider: ProviderName, date: Temporal.PlainDate, references: string[]): Promise<Entry[]> {
    return this.database.rows(sql<Entry>`
      select 'payment' as kind, p.provider_reference as reference, p.id as payment_id, p.provider_reference as payment_reference, c.session,
        p.received_cents as amount_cents, p.received_on = ${date.toString()} as is_of_day
      from payments.payment p join payments.checkout c on c.id = p.checkout_id
      where p.provider = ${provider} and (p.received_on = ${date.toString()} or p.provider_reference = any(${references}::text[]))
      union all
      select 'refund', r.provider_reference, p.id, p.provider_reference, null, r.amount_cents, r.status = 'succeeded' and r.settled_on = ${date.toString()}
      from payments.refund r join payments.payment p on p.id = r.payment_id
      where p.provider = ${provider} and r.provider_reference is not null and r.method = 'provider'
        and (r.settled_on = ${date.toString()} or r.provider_reference = any(${references}::text[]))`);
  }

  /** What staff should know of beside the sums. */
  private happenings(from: Temporal.Instant, to: Temporal.Instant): Promise<Happening[]> {
    return this.database.rows(sql<Happening>`
      select 'automatic-refund' as kind, p.id as payment_id, p.receipt_number, r.amount_cents, r.status,
        r.reason as detail, r.requested_at as at
      from payments.refund r join payments.payment p on p.id = r.payment_id
      where r.automatic and r.requested_at >= ${from.toString()} and r.requested_at < ${to.toString()}
      union all
      select n.kind, p.id, p.receipt_number, n.amount_cents, n.status, n.detail, n.changed_at
      from payments.provider_notice n join payments.payment p on p.id = n.payment_id
      where n.changed_at >= ${from.toString()} and n.changed_at < ${to.toString()}
      order by at`);
  }
}

const MIDNIGHT = Temporal.PlainTime.from('00:00');

function compare({ kind, reference, amountCents }: Movement, entry: Entry | undefined): Difference[] {
  if (!entry) return [{ kind: 'missing-here', what: kind, reference, paymentId: null, ledgerCents: null, providerCents: amountCents }];
  if (entry.amountCents === amountCents) return [];
  return [
    {
      kind: 'amount-differs',
      what: kind,
      reference,
      paymentId: entry.paymentId,
      ledgerCents: entry.amountCents,
      providerCents: amountCents,
    },
  ];
}

/** Not in the provider's list for the day: perhaps it came in on another, before we heard of it. */
async function askOnce(provider: PaymentProvider, entry: Entry): Promise<Difference[]> {
  const { kind, reference, paymentId, amountCents } = entry;
  const providerCents = kind === 'payment' ? await paidIn(provider, entry) : await sentBack(provider, entry);
  if (providerCents === amountCents) return [];
  const difference = providerCents === null ? 'missing-at-provider' : 'amount-differs';
  return [{ kind: difference, what: kind, reference, paymentId, ledgerCents: amountCents, providerCents }];
}

async function paidIn(provider: PaymentProvider, { session, reference }: Entry): Promise<Cents | null> {
  if (session === null) return null;
  const state = await provider.look(session);
  return state.state === 'paid' && state.money.reference === reference ? state.money.amountCents : null;
}

async function sentBack(provider: PaymentProvider, { reference, paymentReference }: Entry): Promise<Cents | null> {
  const refunds = await provider.refundsOf(paymentReference);
  return refunds.find((refund) => refund.reference === reference)?.amountCents ?? null;
}

function sum(movements: readonly Movement[], kind: Movement['kind']): Cents {
  return movements.reduce((total, movement) => total + (movement.kind === kind ? movement.amountCents : 0), 0);
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = [];
  for await (const item of items) collected.push(item);
  return collected;
}
