import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ModulesContainer } from '@nestjs/core';
import { sql, type RawBuilder } from 'kysely';
import { Database } from '../../src/platform/database/database.js';
import { IDEMPOTENT, type Idempotency } from '../../src/platform/http/idempotency.interceptor.js';
import { startApp, type TestApp } from '../support/app.js';
import { anonymous, Client, PASSWORD, signUp, type Answer, type SignedInClient } from '../support/builders.js';
import { Doomed } from '../support/doomed.js';
import { checkOut, recordWithFees } from '../support/payments.js';

let app: TestApp;
let payer: SignedInClient;
beforeAll(async () => {
  app = await startApp();
  payer = await signUp(app);
  const { number } = await recordWithFees(app, payer, 5_900);
  await payer.post('/cart/items', { recordNumber: number });
});
afterAll(() => app.close());

interface Killed {
  /** What the process waits for when it dies. */
  lock: string;
  ask: (doomed: Doomed, key: string) => void;
  again: (key: string) => Promise<Answer>;
  made: () => RawBuilder<{ count: number }>;
}

const person = { username: 'in.doubt', email: 'in.doubt@example.com', password: PASSWORD, firstName: 'Demo', lastName: 'Resident' };
const register = (client: Client, key: string) => client.post('/accounts', person, { 'idempotency-key': key });

/** Every operation that opens transactions of its own, by its name in the API document. */
const KILLED: Record<string, Killed> = {
  registerAccount: {
    lock: 'lock table accounts.account in exclusive mode',
    ask: (doomed, key) => void register(new Client(doomed.url), key).catch(() => {}),
    again: (key) => register(anonymous(app), key),
    made: () => sql`select count(*)::int as count from accounts.account where username = ${person.username}`,
  },
  checkOut: {
    lock: 'lock table sandbox_provider.session in exclusive mode',
    ask: (doomed, key) => doomed.ask(payer, (client) => checkOut(client, key)),
    again: (key) => checkOut(payer, key),
    made: () => sql`select count(*)::int as count from payments.checkout where account_id = ${payer.accountId}`,
  },
};

it('knows every operation that opens transactions of its own', () => {
  const controllers = [...app.nest.get(ModulesContainer).values()].flatMap((module) => [...module.controllers.values()]);
  const operations = controllers.flatMap(({ metatype }) => {
    const methods = (metatype as { prototype: Record<string, object> }).prototype;
    return Object.getOwnPropertyNames(methods).filter(
      (name) => (Reflect.getMetadata(IDEMPOTENT, methods[name]!) as Idempotency | undefined)?.ownTransactions,
    );
  });
  expect(operations.sort()).toEqual(Object.keys(KILLED).sort());
});

it('whose process is killed in the middle: each is done once when it is asked for again with its key', async () => {
  const doomed = new Doomed(app);
  await doomed.start();
  for (const [index, [operation, { lock, ask }]] of Object.entries(KILLED).entries()) {
    await doomed.lock(lock);
    ask(doomed, operation);
    await doomed.isStuck(index + 1);
  }
  await doomed.die();
  app.clock.advance({ seconds: 61 });
  for (const [operation, { again, made }] of Object.entries(KILLED)) {
    const first = await again(operation);
    expect([operation, first.status]).toEqual([operation, 201]);
    const replayed = await again(operation);
    expect(replayed.body).toEqual(first.body);
    expect([operation, await app.get(Database).row(made())]).toEqual([operation, { count: 1 }]);
  }
}, 60_000);
