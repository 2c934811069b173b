import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../src/platform/database/database.js';
import { domainEvent } from '../../src/platform/events/domain-event.js';
import { newId } from '../../src/platform/database/ids.js';
import { FailureNotFound } from '../../src/platform/events/event-failures.errors.js';
import { EventFailures } from '../../src/platform/events/event-failures.service.js';
import { EventListeners } from '../../src/platform/events/event-listeners.js';
import { Events } from '../../src/platform/events/events.js';
import { OnEvent } from '../../src/platform/events/on-event.decorator.js';
import type { Published } from '../../src/platform/events/domain-event.js';
import { Jobs } from '../../src/platform/jobs/jobs.js';
import { startPlatform, type TestPlatform } from '../support/platform.js';
import { emptyQueue, letTimePass } from '../support/queue.js';

class BellRung extends domainEvent<{ bell: string; times: number }>('tower.bell-rung') {}

class BellMelted extends domainEvent<{ bell: string }>('tower.bell-melted') {}

class BellCracked extends domainEvent<{ bell: string }>('tower.bell-cracked') {}

/** Writes down what it hears, in the transaction it is given; and fails as long as it is told to. */
@Injectable()
class Clerk {
  failing = 0;

  constructor(
    private readonly database: Database,
    private readonly events: Events,
  ) {}

  @OnEvent(BellRung, 'clerk.write-down')
  async writeDown({ facts, actorId, occurredAt }: Published<BellRung>): Promise<void> {
    await this.database.execute(sql`insert into heard values ('clerk', ${facts.bell}, ${actorId}, ${occurredAt.toString()})`);
    if (this.failing > 0) {
      this.failing -= 1;
      throw new Error('out of ink, tell clerk@example.com');
    }
  }

  @OnEvent(BellRung, 'mayor.be-told')
  async tellMayor({ facts }: Published<BellRung>): Promise<void> {
    await this.database.execute(sql`insert into heard values ('mayor', ${facts.bell})`);
    if (facts.bell === 'cracked') this.events.publish(new BellCracked({ bell: facts.bell }));
  }

  @OnEvent(BellCracked, 'founder.be-sent-for')
  async sendForFounder({ facts }: Published<BellCracked>): Promise<void> {
    await this.database.execute(sql`insert into heard values ('founder', ${facts.bell})`);
  }
}

let app: TestPlatform;
let database: Database;

beforeAll(async () => {
  app = await startPlatform({ providers: [Clerk] });
  database = app.get(Database);
  await database.execute(sql`create table heard (who text, bell text, actor_id uuid, at timestamptz)`);
});
afterAll(() => app.close());
beforeEach(async () => {
  await emptyQueue(app);
  await database.execute(sql`truncate heard`);
});

const ring = (bell: string) => database.transaction(async () => app.get(Events).publish(new BellRung({ bell, times: 3 })));
const heard = () => database.rows<{ who: string; bell: string }>(sql`select who, bell from heard order by who, bell`);
const failures = async () => (await app.get(EventFailures).list({ limit: 20 })).items;

it('saves an event with the change it tells of, and not without it', async () => {
  await ring('kept');
  const changedMind = database.transaction(async () => {
    app.get(Events).publish(new BellRung({ bell: 'lost', times: 1 }));
    throw new Error('changed my mind');
  });
  await expect(changedMind).rejects.toThrow('changed my mind');
  await app.settle();
  expect(await heard()).toEqual([
    { who: 'clerk', bell: 'kept' },
    { who: 'mayor', bell: 'kept' },
  ]);
});

it('tells every listener, with who caused it and when', async () => {
  const before = app.clock.now();
  await ring('great');
  await app.settle();
  const [clerk] = await database.rows<{ at: string; actorId: string | null }>(sql`select at, actor_id from heard where who = 'clerk'`);
  expect(clerk!.actorId).toBeNull();
  expect(Temporal.Instant.compare(before, Temporal.Instant.from(clerk!.at.replace(' ', 'T')))).toBeLessThanOrEqual(0);
});

it('keeps quiet about an event that nobody listens to', async () => {
  await database.transaction(async () => app.get(Events).publish(new BellMelted({ bell: 'old' })));
  await app.settle();
  expect(await heard()).toEqual([]);
  expect(await database.row(sql`select facts from platform.event where type = 'tower.bell-melted'`)).toEqual({ facts: { bell: 'old' } });
});

it('works off what follows from what it works off', async () => {
  await ring('cracked');
  await app.settle();
  expect((await heard()).map(({ who }) => who)).toEqual(['clerk', 'founder', 'mayor']);
});

it('has an effect exactly once however often an event is delivered', async () => {
  await ring('once');
  const { id } = (await database.row<{ id: string }>(sql`select id from platform.event where facts->>'bell' = 'once'`))!;
  const listeners = app.get(EventListeners);
  await Promise.all(Array.from({ length: 8 }, () => listeners.deliver('clerk.write-down', id)));
  await app.settle();
  await listeners.deliver('clerk.write-down', id);
  expect(await heard()).toEqual([
    { who: 'clerk', bell: 'once' },
    { who: 'mayor', bell: 'once' },
  ]);
});

it('tries a failed listener again by itself, leaves no half effect and does not repeat the others', async () => {
  app.get(Clerk).failing = 2;
  await ring('stubborn');
  await app.settle();
  expect(await heard()).toEqual([{ who: 'mayor', bell: 'stubborn' }]);
  await letTimePass(app);
  await app.settle();
  expect(await failures()).toEqual([expect.objectContaining({ handler: 'clerk.write-down', state: 'retrying', attempts: 2 })]);
  await letTimePass(app);
  await app.settle();
  expect(await heard()).toEqual([
    { who: 'clerk', bell: 'stubborn' },
    { who: 'mayor', bell: 'stubborn' },
  ]);
  expect(await failures()).toEqual([]);
});

it('gives up in the end, shows what failed and lets it be retried', async () => {
  app.get(Clerk).failing = 16;
  await ring('broken');
  for (let time = 0; time < 16; time += 1) {
    await letTimePass(app);
    await app.settle();
  }
  const [failure] = await failures();
  expect(failure).toMatchObject({
    handler: 'clerk.write-down',
    eventType: 'tower.bell-rung',
    state: 'given-up',
    attempts: 16,
    maxAttempts: 16,
    nextTryAt: null,
    lastError: 'out of ink, tell [email]',
  });
  await letTimePass(app);
  await app.settle();
  expect(await heard()).toEqual([{ who: 'mayor', bell: 'broken' }]);

  expect(await app.get(EventFailures).retry(failure!.id)).toMatchObject({ state: 'retrying', attempts: 0 });
  await app.settle();
  expect(await heard()).toEqual([
    { who: 'clerk', bell: 'broken' },
    { who: 'mayor', bell: 'broken' },
  ]);
  expect(await database.row(sql`select action, subject from platform.audit_entry`)).toEqual({
    action: 'platform.retry-event-handler',
    subject: 'clerk.write-down',
  });
  await expect(app.get(EventFailures).retry(failure!.id)).rejects.toBeInstanceOf(FailureNotFound);
});

it('shows a delivery whose listener no longer exists', async () => {
  await app.get(Jobs).enqueue('event', { listener: 'clerk.old-name', eventId: newId() });
  await app.settle();
  expect(await failures()).toEqual([expect.objectContaining({ handler: 'clerk.old-name', state: 'retrying' })]);
});

it('tries again at once when two transactions were in each other’s way', async () => {
  await ring('deadlock');
  const { id } = (await database.row<{ id: string }>(sql`select id from platform.event where facts->>'bell' = 'deadlock'`))!;
  const clerk = app.get(Clerk);
  let gaveIn = 0;
  const original = clerk['database'].execute.bind(database);
  clerk['database'].execute = async (statement) => {
    if (gaveIn++ < 2) throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
    return original(statement);
  };
  try {
    await app.get(EventListeners).deliver('mayor.be-told', id);
  } finally {
    clerk['database'].execute = original;
  }
  expect(await heard()).toEqual([{ who: 'mayor', bell: 'deadlock' }]);
});

it('pages through failures', async () => {
  app.get(Clerk).failing = 3;
  for (const bell of ['one', 'two', 'three']) await ring(bell);
  await app.settle();
  const first = await app.get(EventFailures).list({ limit: 2, state: 'retrying' });
  expect(first.items).toHaveLength(2);
  const second = await app.get(EventFailures).list({ limit: 2, cursor: first.nextCursor! });
  expect(second).toMatchObject({ items: [expect.objectContaining({ handler: 'clerk.write-down' })], nextCursor: null });
  expect(await app.get(EventFailures).list({ limit: 2, state: 'given-up' })).toEqual({ items: [], nextCursor: null });
});
