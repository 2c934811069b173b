import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { sql } from 'kysely';
import { ChangeStreams } from '../../../src/modules/changes/change-streams.js';
import { FeesService } from '../../../src/modules/payments/index.js';
import { Database } from '../../../src/platform/database/database.js';
import { Signals } from '../../../src/platform/database/signals.js';
import { Lifecycle } from '../../../src/platform/lifecycle/lifecycle.js';
import { startApp, type TestApp } from '../../support/app.js';
import { problemOf, signUp, SignedInClient, staff } from '../../support/builders.js';
import { Listener } from '../../support/changes.js';
import { openRecord } from '../../support/records.js';
import { createPermit } from '../../support/permits.js';

/** Two replicas over one database: people listen at the one and act at the other. */
let acting: TestApp;
let heard: TestApp;
beforeAll(async () => {
  acting = await startApp();
  heard = await startApp({ DATABASE_URL: acting.databaseUrl });
});
afterAll(async () => {
  await heard.close();
  await acting.close();
});

const atTheOther = ({ accountId, email, username, accessToken, refreshToken }: SignedInClient) =>
  new SignedInClient(heard.url, accountId, email, username, accessToken, refreshToken);

it('tells an account which of its records, messages and carts changed, whichever replica it listens at, and strangers nothing', async () => {
  const [ana, stranger] = [await signUp(acting), await signUp(acting)];
  await acting.settle();
  const [listener, other] = [await Listener.of(atTheOther(ana)), await Listener.of(atTheOther(stranger))];
  await Promise.all([listener.next(), other.next()]);

  const { number } = await createPermit(ana);
  expect((await listener.change()).data).toEqual({ records: [number], messages: [], cart: false, everything: false });

  const record = await openRecord(acting, { ownerAccountId: ana.accountId });
  expect((await listener.change()).data.records).toEqual([record.number]);
  await acting.get(Database).transaction(async () => {
    await acting
      .get(FeesService)
      .assess(record.id, [{ code: 'BASE', description: 'Permit fee', basis: '$45.00', amountCents: 4500, due: 'at-application' }]);
  });
  expect((await listener.change()).data.records).toEqual([record.number]);
  await ana.post('/cart/items', { recordNumber: record.number });
  expect((await listener.change()).data).toEqual({ records: [], messages: [], cart: true, everything: false });

  await heard.get(ChangeStreams).keepAlive();
  expect(await other.next()).toEqual({ id: expect.any(String) });
  await Promise.all([listener.leave(), other.leave()]);
});

it('tells whoever links a record of it from then on, and of what only its owners may see nothing', async () => {
  const [owner, neighbor, clerk] = [await signUp(acting), await signUp(acting), await staff(acting, 'permit-technician')];
  const record = await openRecord(acting, { ownerAccountId: owner.accountId });
  await acting.settle();
  const [listener, linked] = [await Listener.of(owner), await Listener.of(neighbor)];
  await Promise.all([listener.next(), linked.next()]);

  await neighbor.post('/record-links', { kind: 'permit', number: record.number });
  expect((await linked.change()).data.records).toEqual([record.number]);
  expect((await listener.change()).data.records).toEqual([record.number]);

  await clerk.post(`/admin/records/${record.number}/notes`, { text: 'For the city alone.' });
  expect((await owner.post(`/records/${record.number}/invitations`, { email: 'invited@example.com' })).status).toBe(201);
  expect((await listener.change()).data.records).toEqual([record.number]);
  await acting.get(ChangeStreams).keepAlive();
  expect(await linked.next()).toEqual({ id: expect.any(String) });
  await Promise.all([listener.leave(), linked.leave()]);
});

it('goes on where it was broken off, and says when it cannot', async () => {
  const ana = await signUp(acting);
  await acting.settle();
  const first = await Listener.of(ana);
  const { id } = (await first.next())!;
  await first.leave();
  const { number } = await createPermit(ana);

  const second = await Listener.of(atTheOther(ana), id);
  const missed = await second.change();
  expect(missed.data).toEqual({ records: [number], messages: [], cart: false, everything: false });
  await second.leave();
  const third = await Listener.of(ana, missed.id);
  expect(await third.next()).toEqual({ id: expect.any(String) });
  await third.leave();

  for (const unknown of ['nonsense', '12.5:4:', `1.${id.split('.')[1]}`]) {
    const lost = await Listener.of(ana, unknown);
    expect((await lost.change()).data.everything).toBe(true);
    await lost.leave();
  }
});

it('ends with the session, on every replica, and with nobody else’s', async () => {
  const ana = await signUp(acting);
  const [here, there] = [await Listener.of(ana), await Listener.of(atTheOther(ana))];
  const bystander = await Listener.of(await signUp(acting));
  await Promise.all([here.next(), there.next(), bystander.next()]);
  await ana.delete('/sessions/current');
  expect([await here.next(), await there.next()]).toEqual([undefined, undefined]);
  await acting.get(ChangeStreams).keepAlive();
  expect(await bystander.next()).toEqual({ id: expect.any(String) });
  await bystander.leave();
});

it('ends when the session is over in the very moment that something of its account changes', async () => {
  const ana = await signUp(acting);
  const { id } = await openRecord(acting, { ownerAccountId: ana.accountId });
  const listener = await Listener.of(ana);
  await listener.next();
  await acting.get(Database).execute(sql`
    with ended as (update accounts.session set ended_at = now(), end_reason = 'signed-out' where account_id = ${ana.accountId} returning id)
    update records.record set description = 'Changed' where id = ${id} and exists (select from ended)`);
  expect(await listener.next()).toBeUndefined();
});

it('ends when the session runs out, whether or not anybody ends it', async () => {
  const ana = await signUp(acting);
  const listener = await Listener.of(ana);
  await listener.next();
  acting.clock.advance({ days: 31 });
  await acting.get(ChangeStreams).keepAlive();
  acting.clock.advance({ days: -31 });
  expect(await listener.next()).toBeUndefined();
});

it('lets an account have ten streams, and another when one of them is closed', async () => {
  const ana = await signUp(acting);
  const streams = await Promise.all(Array.from({ length: 10 }, () => Listener.of(ana)));
  const refused = await ana.get('/changes');
  expect(problemOf(refused)).toMatchObject({ status: 429, code: 'changes.too-many-streams', most: 10 });
  await ana.delete('/sessions/current');
  for (const stream of streams) while (await stream.next());
});

it('is there again for whoever asks once the database is', async () => {
  const replica = await startApp({ DATABASE_URL: acting.databaseUrl });
  const { accountId, email, username, accessToken, refreshToken } = await signUp(acting);
  const ana = new SignedInClient(replica.url, accountId, email, username, accessToken, refreshToken);
  jest.spyOn(replica.get(Signals), 'listen').mockRejectedValueOnce(new Error('no connection'));
  await expect(Listener.of(ana)).rejects.toThrow('The stream was refused');
  const listener = await Listener.of(ana);
  expect(await listener.next()).toEqual({ id: expect.any(String) });
  await listener.leave();
  await replica.close();
});

it('asks to sign in, and answers a mere question about the address at once', async () => {
  const ana = await signUp(acting);
  expect((await fetch(`${acting.url}/v1/changes`)).status).toBe(401);
  expect((await ana.raw('/v1/changes', { method: 'HEAD' })).status).toBe(200);
});

it('ends all streams when the portal stops', async () => {
  const listener = await Listener.of(atTheOther(await signUp(acting)));
  await listener.next();
  heard.get(Lifecycle).beginStopping();
  expect(await listener.next()).toBeUndefined();
});

it('forgets after a day', async () => {
  const database = acting.get(Database);
  const count = async () => (await database.query.selectFrom('changes.change').select('about').execute()).length;
  const before = await count();
  expect(before).toBeGreaterThan(0);
  expect(await acting.runJob('changes.forget')).toEqual({ forgotten: 0 });
  await database.query.updateTable('changes.change').set({ writtenAt: '2020-01-01T00:00:00Z' }).execute();
  expect(await acting.runJob('changes.forget')).toEqual({ forgotten: before });
  expect(await count()).toBe(0);
});
