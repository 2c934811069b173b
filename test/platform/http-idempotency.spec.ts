import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { Body, Controller, Post, Res } from '@nestjs/common';
import { IsInt, IsString, Max } from 'class-validator';
import type { Response as ExpressResponse } from 'express';
import { sql } from 'kysely';
import { Public } from '../../src/platform/auth/auth.decorators.js';
import { Database } from '../../src/platform/database/database.js';
import { Etag } from '../../src/platform/http/etag.js';
import { IdempotencyKeys } from '../../src/platform/http/idempotency-keys.js';
import { Idempotent } from '../../src/platform/http/idempotent.decorator.js';
import { startPlatform, type TestPlatform } from '../support/platform.js';

class Order {
  @IsString()
  what: string;

  @IsInt()
  @Max(10)
  pieces: number;
}

/** Lets a test hold a request at a point and look around. */
class Gate {
  private arrived = Promise.withResolvers<void>();
  private opened = Promise.withResolvers<void>();

  async pass(): Promise<void> {
    this.arrived.resolve();
    await this.opened.promise;
  }
  whenReached(): Promise<void> {
    return this.arrived.promise;
  }
  open(): void {
    this.opened.resolve();
  }
}

let gate: Gate | undefined;
let failure: Error | undefined;

@Public()
@Controller('orders')
class OrdersController {
  constructor(private readonly database: Database) {}

  @Idempotent()
  @Etag()
  @Post()
  async createOrder(@Body() order: Order, @Res({ passthrough: true }) response: ExpressResponse) {
    return this.database.transaction(async () => this.make(order, response));
  }

  @Idempotent({ required: true })
  @Post('keyed')
  async createKeyedOrder(@Body() order: Order) {
    return order;
  }

  @Idempotent({ ownTransactions: true })
  @Post('stepwise')
  async createStepwise(@Body() order: Order, @Res({ passthrough: true }) response: ExpressResponse) {
    const first = await this.database.transaction(() => this.make(order, response));
    await gate?.pass();
    if (failure) throw failure;
    return first;
  }

  @Idempotent()
  @Post('silent')
  async orderSilently(@Body() order: Order): Promise<void> {
    await this.database.transaction(() => this.insert(order));
  }

  private async make(order: Order, response: ExpressResponse) {
    const id = await this.insert(order);
    if (!response.req.path.endsWith('stepwise')) {
      await gate?.pass();
      if (failure) throw failure;
    }
    response.setHeader('Location', `/v1/orders/${id}`);
    return { zebra: 1, id, version: 1, apple: order.what };
  }

  private async insert(order: Order): Promise<string> {
    const id = randomUUID();
    await this.database.execute(sql`insert into test_order values (${id}, ${order.what})`);
    return id;
  }
}

let app: TestPlatform;
beforeAll(async () => {
  app = await startPlatform({ controllers: [OrdersController] });
  await app.get(Database).execute(sql`create table test_order (id uuid primary key, what text not null)`);
});
afterAll(() => app.close());
beforeEach(() => {
  gate = undefined;
  failure = undefined;
});

const TEA = { what: 'tea', pieces: 2 };

function post(body: unknown, key: string | undefined, { path = '', account = 'ana' as string | null } = {}): Promise<Response> {
  return fetch(`${app.url}/v1/orders${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(key === undefined ? {} : { 'idempotency-key': key }),
      ...(account === null ? {} : { 'x-account': account }),
    },
    body: JSON.stringify(body),
  });
}

async function refusal(response: Response): Promise<[number, string]> {
  return [response.status, ((await response.json()) as { code: string }).code];
}

async function ordersOf(what: string): Promise<number> {
  const row = await app.get(Database).row(sql<{ count: number }>`select count(*)::int as count from test_order where what = ${what}`);
  return row!.count;
}

it('gives the first answer again, to the byte, with its status and headers, and makes nothing twice', async () => {
  const key = randomUUID();
  const first = await post(TEA, key);
  const again = await post({ pieces: 2, what: 'tea' }, key);
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(await again.text()).toBe(await first.text());
  for (const header of ['location', 'etag']) {
    expect(first.headers.get(header)).toBeTruthy();
    expect(again.headers.get(header)).toBe(first.headers.get(header));
  }
  expect([first.headers.get('idempotent-replayed'), again.headers.get('idempotent-replayed')]).toEqual([null, 'true']);
  expect(await ordersOf('tea')).toBe(1);
});

it('gives an answer without a body again', async () => {
  const key = randomUUID();
  const answers = [
    await post({ what: 'salt', pieces: 1 }, key, { path: '/silent' }),
    await post({ what: 'salt', pieces: 1 }, key, { path: '/silent' }),
  ];
  expect(await Promise.all(answers.map(async (answer) => [answer.status, await answer.text()]))).toEqual([
    [201, ''],
    [201, ''],
  ]);
  expect(await ordersOf('salt')).toBe(1);
});

it('makes one of many that arrive together; the others are told to wait or get its answer', async () => {
  const key = randomUUID();
  const answers = await Promise.all(Array.from({ length: 12 }, () => post({ what: 'rice', pieces: 1 }, key)));
  const bodies = await Promise.all(
    answers.map(async (answer) => [answer.status, (await answer.json()) as { id?: string; code?: string }] as const),
  );
  expect(await ordersOf('rice')).toBe(1);
  const made = bodies.filter(([status]) => status === 201);
  expect(made.length).toBeGreaterThan(0);
  expect(new Set(made.map(([, body]) => body.id)).size).toBe(1);
  for (const [status, body] of bodies.filter(([status]) => status !== 201))
    expect([status, body.code]).toEqual([409, 'platform.idempotency-key-in-use']);
});

it('answers 409 while the first is running and its answer afterwards', async () => {
  const key = randomUUID();
  gate = new Gate();
  const first = post({ what: 'oats', pieces: 1 }, key);
  await gate.whenReached();
  expect(await refusal(await post({ what: 'oats', pieces: 1 }, key))).toEqual([409, 'platform.idempotency-key-in-use']);
  gate.open();
  expect((await first).status).toBe(201);
  expect((await post({ what: 'oats', pieces: 1 }, key)).headers.get('idempotent-replayed')).toBe('true');
  expect(await ordersOf('oats')).toBe(1);
});

it('refuses the key with another body or at another address', async () => {
  const key = randomUUID();
  await post({ what: 'corn', pieces: 1 }, key);
  expect(await refusal(await post({ what: 'corn', pieces: 2 }, key))).toEqual([422, 'platform.idempotency-key-reused']);
  expect(await refusal(await post({ what: 'corn', pieces: 1 }, key, { path: '/stepwise' }))).toEqual([
    422,
    'platform.idempotency-key-reused',
  ]);
  expect(await ordersOf('corn')).toBe(1);
});

it('keeps the keys of accounts and of signed-out clients apart', async () => {
  const key = randomUUID();
  for (const account of ['ana', 'ben', null]) expect((await post({ what: 'figs', pieces: 1 }, key, { account })).status).toBe(201);
  expect(await ordersOf('figs')).toBe(3);
});

it('frees the key when the request is refused or fails, and stores nothing of it', async () => {
  const key = randomUUID();
  expect(await refusal(await post({ what: 'plums', pieces: 11 }, key))).toEqual([422, 'platform.invalid-input']);
  failure = new Error('the shelf broke');
  expect(await refusal(await post({ what: 'plums', pieces: 1 }, key))).toEqual([500, 'platform.internal']);
  expect(await ordersOf('plums')).toBe(0);
  failure = undefined;
  expect((await post({ what: 'plums', pieces: 1 }, key)).status).toBe(201);
});

it('asks for a key where it is required and refuses one that cannot be', async () => {
  expect(await refusal(await post(TEA, undefined, { path: '/keyed' }))).toEqual([400, 'platform.idempotency-key-required']);
  expect(await refusal(await post(TEA, 'x'.repeat(256), { path: '/keyed' }))).toEqual([400, 'platform.idempotency-key-malformed']);
  expect(await refusal(await post(TEA, 'a b', { path: '/keyed' }))).toEqual([400, 'platform.idempotency-key-malformed']);
  expect((await post(TEA, 'k', { path: '/keyed' })).status).toBe(201);
});

it('forgets a key after a day', async () => {
  const key = randomUUID();
  await post({ what: 'kale', pieces: 1 }, key);
  app.clock.advance({ hours: 23, minutes: 59 });
  expect((await post({ what: 'kale', pieces: 1 }, key)).headers.get('idempotent-replayed')).toBe('true');
  app.clock.advance({ minutes: 2 });
  expect((await post({ what: 'kale', pieces: 3 }, key)).headers.get('idempotent-replayed')).toBeNull();
  expect(await ordersOf('kale')).toBe(2);

  app.clock.advance({ days: 2 });
  await app.get(IdempotencyKeys).forget();
  expect(await app.get(Database).rows(sql`select 1 from platform.idempotency_key`)).toEqual([]);
});

/** Ends the request's database session from outside, as the death of its process would. */
async function killSessionsIn(state: string): Promise<void> {
  await app.get(Database).execute(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and state = ${state}`);
}

it('leaves nothing half-done when the process dies in the middle, and another takes over after a minute', async () => {
  const key = randomUUID();
  gate = new Gate();
  const doomed = post({ what: 'nuts', pieces: 1 }, key);
  await gate.whenReached();
  await killSessionsIn('idle in transaction');
  gate.open();
  expect((await doomed).status).toBe(503);
  expect(await ordersOf('nuts')).toBe(0);

  // The process that survives its connection frees the key at once; put it back as a dead one would leave it.
  await app.get(Database).execute(sql`delete from platform.idempotency_key where key = ${key}`);
  gate = undefined;
  await post({ what: 'nuts', pieces: 1 }, key);
  await app.get(Database).execute(sql`
    with undone as (delete from test_order where what = 'nuts')
    update platform.idempotency_key set status = null, headers = null, body = null where key = ${key}`);

  expect(await refusal(await post({ what: 'nuts', pieces: 1 }, key))).toEqual([409, 'platform.idempotency-key-in-use']);
  app.clock.advance({ seconds: 61 });
  const taken = await Promise.all(Array.from({ length: 6 }, () => post({ what: 'nuts', pieces: 1 }, key)));
  expect(taken.filter(({ status }) => status === 201).length).toBeGreaterThan(0);
  expect(await ordersOf('nuts')).toBe(1);
});

it('is not taken over from a request that is slow but alive', async () => {
  const key = randomUUID();
  gate = new Gate();
  const slow = post({ what: 'figs, dried', pieces: 1 }, key);
  await gate.whenReached();
  app.clock.advance({ minutes: 10 });
  expect(await refusal(await post({ what: 'figs, dried', pieces: 1 }, key))).toEqual([409, 'platform.idempotency-key-in-use']);
  gate.open();
  expect((await slow).status).toBe(201);
  expect(await ordersOf('figs, dried')).toBe(1);
});

it('keeps the answer of a handler that commits in steps right after it', async () => {
  const key = randomUUID();
  gate = new Gate();
  const first = post({ what: 'bread', pieces: 1 }, key, { path: '/stepwise' });
  await gate.whenReached();
  expect(await ordersOf('bread')).toBe(1);
  expect(await refusal(await post({ what: 'bread', pieces: 1 }, key, { path: '/stepwise' }))).toEqual([
    409,
    'platform.idempotency-key-in-use',
  ]);
  gate.open();
  expect((await first).status).toBe(201);
  const again = await post({ what: 'bread', pieces: 1 }, key, { path: '/stepwise' });
  expect([again.status, again.headers.get('idempotent-replayed'), await ordersOf('bread')]).toEqual([201, 'true', 1]);
});
