import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { FeesService, type FeeLineInput } from '../../src/modules/payments/index.js';
import { Database } from '../../src/platform/database/database.js';
import type { DomainEventClass, Facts } from '../../src/platform/events/domain-event.js';
import type { TestApp } from './app.js';
import type { Answer, SignedInClient } from './builders.js';
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
