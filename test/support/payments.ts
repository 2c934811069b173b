import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { FeesService, type FeeLineInput } from '../../src/modules/payments/index.js';
import { SandboxBank, type SandboxEvent } from '../../src/modules/payments/provider/sandbox/sandbox-bank.js';
import { sign } from '../../src/modules/payments/provider/sandbox/sandbox-signature.js';
import { Database } from '../../src/platform/database/database.js';
import type { DomainEventClass, Facts } from '../../src/platform/events/domain-event.js';
import type { TestApp } from './app.js';
import { SignedInClient, type Answer } from './builders.js';
import { openRecord } from './records.js';

export interface OpenedCheckout {
  id: string;
  redirectUrl: string;
  totalCents: number;
  expiresAt: string;
}

/** A fee as the schedule would assess it. */
export function aFee(amountCents: number, overrides: Partial<FeeLineInput> = {}): FeeLineInput {
  return { code: 'permit-fee', description: 'Permit fee', basis: 'flat', amountCents, due: 'before-issuance', ...overrides };
}

/** A record of somebody's, with these fees due on it. */
export async function recordWithFees(app: TestApp, owner: SignedInClient, ...amounts: number[]): Promise<{ id: string; number: string }> {
  const record = await openRecord(app, { ownerAccountId: owner.accountId });
  const fees = amounts.map((cents, index) => aFee(cents, index === 0 ? {} : { code: `fee-${index + 1}`, description: `Fee ${index + 1}` }));
  await app.get(FeesService).assess(record.id, fees);
  return record;
}

export function checkOut(payer: SignedInClient, key: string = randomUUID()): Promise<Answer> {
  return payer.post('/checkouts', {}, { 'idempotency-key': key });
}

/** Puts the record's balance into the cart and opens a checkout. */
export async function checkOutRecord(payer: SignedInClient, number: string): Promise<OpenedCheckout> {
  expectStatus(await payer.post('/cart/items', { recordNumber: number }), 201);
  const answer = await checkOut(payer);
  expectStatus(answer, 201);
  return answer.body as OpenedCheckout;
}

/** What the payer does on the sandbox's page; answers where they are sent. */
export async function onSandboxPage(redirectUrl: string, outcome: 'pay' | 'decline' | 'cancel'): Promise<string> {
  const response = await fetch(redirectUrl, { method: 'POST', redirect: 'manual', body: new URLSearchParams({ outcome }) });
  if (response.status !== 303) throw new Error(`The sandbox answered ${response.status}: ${await response.text()}`);
  return response.headers.get('location')!;
}

/** From the cart to the paid fees; answers the payment's id. */
export async function pay(app: TestApp, payer: SignedInClient, number: string): Promise<string> {
  const checkout = await checkOutRecord(payer, number);
  await onSandboxPage(checkout.redirectUrl, 'pay');
  await app.settle();
  const { body } = await payer.get(`/checkouts/${checkout.id}`);
  if (body.status !== 'paid') throw new Error(`The checkout is ${body.status}.`);
  return body.paymentId as string;
}

/** `[description, amountCents, status]` of every fee line, as a party sees them. */
export async function feesOf(reader: SignedInClient, number: string): Promise<[string, number, string][]> {
  const { body } = await reader.get(`/records/${number}/fees`);
  return (body as { description: string; amountCents: number; status: string }[]).map((fee) => [
    fee.description,
    fee.amountCents,
    fee.status,
  ]);
}

/** The facts of all published events of one type, the oldest first. */
export async function published<F extends Facts>(app: TestApp, event: DomainEventClass<F>): Promise<F[]> {
  const rows = await app.get(Database).rows(sql<{ facts: F }>`select facts from platform.event where type = ${event.type} order by id`);
  return rows.map(({ facts }) => facts);
}

function expectStatus({ status, body }: Answer, expected: number): void {
  if (status !== expected) throw new Error(`Expected ${expected}, got ${status}: ${JSON.stringify(body)}`);
}

/** The sandbox's session of a checkout, from its page's address. */
export function sessionOf(checkout: OpenedCheckout): string {
  return new URL(checkout.redirectUrl).pathname.split('/').at(-1)!;
}

/** The payer pays and the provider's message about it never arrives. */
export async function payUnheard(app: TestApp, checkout: OpenedCheckout): Promise<void> {
  const event = await app.get(SandboxBank).pay(sessionOf(checkout));
  if (!event) throw new Error('The sandbox did not take the payment.');
  await app.get(SandboxBank).markDelivered(event.id);
}

/** A payment that the provider takes although its page should be closed by now; answers what it would tell of it. */
export async function payLate(app: TestApp, checkout: OpenedCheckout, amountCents: number = checkout.totalCents): Promise<SandboxEvent> {
  const session = sessionOf(checkout);
  const payment = `sbp_${randomUUID()}`;
  const at = app.clock.now().toString();
  const database = app.get(Database);
  await database.execute(sql`update sandbox_provider.session set status = 'complete' where id = ${session}`);
  await database.execute(sql`
    insert into sandbox_provider.payment (id, session_id, amount_cents, paid_at) values (${payment}, ${session}, ${amountCents}, ${at})
    on conflict (session_id) do update set id = excluded.id`);
  return paidEvent(checkout, payment, at, amountCents);
}

export function paidEvent(
  checkout: OpenedCheckout,
  payment: string,
  createdAt: string,
  amountCents: number = checkout.totalCents,
): SandboxEvent {
  const data = { session: sessionOf(checkout), clientReference: checkout.id, payment, amountCents };
  return { id: `sbe_${randomUUID()}`, type: 'checkout.paid', createdAt, data };
}

/** Sends an event as the sandbox does, signed now unless told otherwise. */
export async function sendSandboxEvent(app: TestApp, event: SandboxEvent, signature?: string): Promise<Response> {
  const body = JSON.stringify(event);
  const header = signature ?? sign(body, await app.get(SandboxBank).signingSecret(), app.clock.now());
  return fetch(`${app.url}/v1/webhooks/sandbox`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(header && { 'sandbox-signature': header }) },
    body,
  });
}

/**
 * What must hold at any time, whatever happened: every fee is paid once at most, a charge comes to what its status says, and every cent
 * that came in pays for a fee or goes back.
 */
export async function checkBooks(app: TestApp): Promise<void> {
  const wrong = await app.get(Database).rows(sql<{ rule: string; id: string }>`
    select 'an unpaid charge comes to something' as rule, id from payments.charge where status in ('due', 'reserved') and net_cents <= 0
    union all
    select 'a void charge comes to nothing', id from payments.charge where status = 'void' and net_cents <> 0
    union all
    select 'a paid charge comes to what was paid for it', c.id from payments.charge c left join payments.payment_item i on i.fee_id = c.id
      where c.status in ('paid', 'refunded') and c.net_cents <> coalesce(i.amount_cents, 0)
    union all
    select 'an unpaid charge has no payment', c.id from payments.charge c join payments.payment_item i on i.fee_id = c.id
      where c.status not in ('paid', 'refunded')
    union all
    select 'a reserved charge is held by one open checkout', c.id from payments.charge c where c.status = 'reserved' and 1 <> (
      select count(*) from payments.checkout_item i join payments.checkout o on o.id = i.checkout_id
      where i.fee_id = c.id and i.holds and o.status = 'open')
    union all
    select 'nothing but a reserved charge is held', i.fee_id from payments.checkout_item i join payments.fee f on f.id = i.fee_id
      where i.holds and f.status <> 'reserved'
    union all
    select 'all money pays for a fee or goes back', p.id from payments.payment p
      where p.received_cents <> (select coalesce(sum(amount_cents), 0) from payments.payment_item where payment_id = p.id)
        + (select coalesce(sum(amount_cents), 0) from payments.refund r where r.payment_id = p.id and r.automatic)
    union all
    select 'every cent held pays for a fee or is a credit', r.id from records.record r
      where (select coalesce(sum(i.amount_cents - i.refunded_cents), 0) from payments.payment_item i where i.record_id = r.id)
        <> (select coalesce(sum(i.amount_cents - i.refunded_cents), 0) from payments.payment_item i join payments.fee f on f.id = i.fee_id
            where i.record_id = r.id and f.superseded_at is null)
        - (select coalesce(sum(c.amount_cents), 0) from payments.standing_credit c where c.record_id = r.id)
    union all
    select 'what goes back is written down once', p.id from payments.payment p
      where p.refunded_cents <> (select coalesce(sum(amount_cents), 0) from payments.refund where payment_id = p.id)
    union all
    select 'what goes back of a fee is written down once', i.fee_id from payments.payment_item i
      where i.refunded_cents <> (select coalesce(sum(amount_cents), 0) from payments.refund_item where fee_id = i.fee_id)
    union all
    select 'the record says what is due on it', r.id from records.record r
      where r.fees_due_cents <> (select coalesce(sum(net_cents), 0) from payments.charge where record_id = r.id and status in ('due', 'reserved'))`);
  if (wrong.length > 0) throw new Error(`The books are wrong:\n${wrong.map(({ rule, id }) => `- not true of ${id}: ${rule}`).join('\n')}`);
}
