import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { AuditLog } from '../../src/platform/audit/audit-log.js';
import { Database } from '../../src/platform/database/database.js';
import { Jobs } from '../../src/platform/jobs/jobs.js';
import { newId } from '../../src/platform/database/ids.js';
import { RequestContext } from '../../src/platform/http/request-context.js';
import { MONDAY_MORNING, startApp, type TestApp } from '../support/app.js';
import { anonymous, problemOf, signUp, staff, type SignedInClient } from '../support/builders.js';

let app: TestApp;
let administrator: SignedInClient;

beforeAll(async () => {
  app = await startApp();
  administrator = await staff(app, 'administrator');
});
afterAll(() => app.close());

it.each([
  ['GET', '/admin/jobs'],
  ['GET', '/admin/jobs/platform.housekeeping/runs'],
  ['POST', '/admin/jobs/platform.housekeeping/runs'],
  ['GET', '/admin/event-handlers/failures'],
  ['POST', '/admin/event-handlers/failures/1/retry'],
  ['GET', '/admin/audit-entries'],
])('%s %s is for administrators', async (method, path) => {
  const call = (who: ReturnType<typeof anonymous>) => (method === 'GET' ? who.get(path) : who.post(path));
  expect((await call(anonymous(app))).status).toBe(401);
  expect((await call(await signUp(app))).status).toBe(403);
  expect((await call(await staff(app, 'permit-technician'))).status).toBe(403);
});

describe('the jobs', () => {
  it('are listed with their schedule', async () => {
    const { status, body } = await administrator.get('/admin/jobs');
    expect(status).toBe(200);
    expect(body.items).toContainEqual(
      expect.objectContaining({
        id: 'platform.housekeeping',
        cron: '10 3 * * *',
        timeZone: 'America/Chicago',
        nextDueAt: '2026-03-03T09:10:00Z',
      }),
    );
  });

  it('are run by hand, once for an idempotency key', async () => {
    const headers = { 'idempotency-key': newId() };
    const first = await administrator.post('/admin/jobs/platform.housekeeping/runs', {}, headers);
    expect(first.status).toBe(202);
    expect(first.body).toMatchObject({
      state: 'queued',
      requestedBy: administrator.accountId,
      dueAt: expect.stringMatching(/^2026-03-02T15:/),
    });
    const again = await administrator.post('/admin/jobs/platform.housekeeping/runs', {}, headers);
    expect(again.body.id).toBe(first.body.id);
    await app.settle();
    const runs = await administrator.get('/admin/jobs/platform.housekeeping/runs');
    expect(runs.body).toMatchObject({ items: [{ id: first.body.id, state: 'done', attempts: 1 }], nextCursor: null });
  });

  it('that do not exist are not found', async () => {
    expect(problemOf(await administrator.post('/admin/jobs/platform.no-such-job/runs'))).toMatchObject({
      status: 404,
      code: 'platform.job-not-found',
    });
    expect(problemOf(await administrator.get('/admin/jobs/platform.no-such-job/runs'))).toMatchObject({
      status: 404,
      code: 'platform.job-not-found',
    });
  });
});

describe('what failed in the background', () => {
  it('is listed and retried', async () => {
    await app.get(Jobs).enqueue('event', { listener: 'tower.gone', eventId: newId() }, { maxAttempts: 1 });
    await app.settle();
    const { body } = await administrator.get('/admin/event-handlers/failures?state=given-up');
    expect(body.items).toEqual([
      expect.objectContaining({
        handler: 'tower.gone',
        state: 'given-up',
        eventType: null,
        lastError: expect.stringContaining('No listener'),
      }),
    ]);
    const retried = await administrator.post(`/admin/event-handlers/failures/${body.items[0].id}/retry`);
    expect(retried.status).toBe(202);
    expect(retried.body).toMatchObject({ state: 'retrying', attempts: 0 });
    await app.settle();
    expect((await administrator.get('/admin/event-handlers/failures')).body.items[0]).toMatchObject({ state: 'given-up', attempts: 1 });
    const [entry] = (await administrator.get('/admin/audit-entries?action=platform.retry-event-handler')).body.items;
    expect(entry).toMatchObject({ subject: 'tower.gone', actorId: administrator.accountId });
  });

  it.each(['999999', '0', 'x', newId()])('is not found under %s', async (id) => {
    expect(problemOf(await administrator.post(`/admin/event-handlers/failures/${id}/retry`))).toMatchObject({
      status: 404,
      code: 'platform.failure-not-found',
    });
  });

  it('is filtered by known states only', async () => {
    expect(problemOf(await administrator.get('/admin/event-handlers/failures?state=lost'))).toMatchObject({
      status: 422,
      errors: [expect.objectContaining({ pointer: '/state' })],
    });
  });
});

describe('the audit', () => {
  const recordId = newId();
  const actor = newId();

  beforeAll(async () => {
    const database = app.get(Database);
    const audit = app.get(AuditLog);
    for (let day = 1; day <= 3; day += 1) {
      const pruned = {
        action: 'orchard.prune',
        subject: `ORC-2026-0000${day}`,
        recordId,
        before: { twigs: 9 },
        after: { twigs: day },
      };
      app.clock.set(Temporal.Instant.from(`2026-03-0${day}T12:00:00Z`));
      await app.get(RequestContext).run({ actorId: actor }, () => database.transaction(() => audit.record(pruned)));
      app.clock.set(Temporal.Instant.from(MONDAY_MORNING));
      if (day === 2) await database.transaction(() => audit.record({ action: 'orchard.prune-hard', subject: actor }));
    }
  });

  const list = async (query: string) => (await administrator.get(`/admin/audit-entries?${query}`)).body;
  const subjects = async (query: string) => ((await list(query)).items as { subject: string }[]).map(({ subject }) => subject);

  it.each([sql`update platform.audit_entry set after = null`, sql`delete from platform.audit_entry`, sql`truncate platform.audit_entry`])(
    'only grows, whoever would have it otherwise (%#)',
    async (statement) => {
      await expect(app.get(Database).execute(statement)).rejects.toThrow('The audit trail only grows.');
    },
  );

  it('tells who did what to what, before and after', async () => {
    expect((await list('subject=orc-2026-00001')).items).toEqual([
      {
        id: expect.any(String),
        at: expect.stringMatching(/^2026-03-01T12:00:00\.?\d*Z$/),
        actorId: actor,
        action: 'orchard.prune',
        subject: 'ORC-2026-00001',
        recordId,
        before: { twigs: 9 },
        after: { twigs: 1 },
        requestId: null,
      },
    ]);
  });

  it('is filtered by actor, record, action and time', async () => {
    const all = ['ORC-2026-00003', 'ORC-2026-00002', 'ORC-2026-00001'];
    expect(await subjects(`actorId=${actor}`)).toEqual(all);
    expect(await subjects(`subject=${recordId}`)).toEqual(all);
    expect(await subjects('action=orchard.prune')).toEqual(all);
    expect(await subjects('action=orchard.')).toHaveLength(4);
    expect(await subjects(`subject=${actor}`)).toEqual([actor]);
    expect(await subjects(`actorId=${actor}&from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z`)).toEqual(['ORC-2026-00002']);
  });

  it('is read page by page, newest first', async () => {
    const first = await list('action=orchard.&limit=3');
    expect(first.items).toHaveLength(3);
    const second = await list(`action=orchard.&limit=3&cursor=${first.nextCursor}`);
    expect(second.items.map(({ subject }: { subject: string }) => subject)).toEqual(['ORC-2026-00001']);
    expect(second.nextCursor).toBeNull();
  });

  it.each([
    ['from=yesterday', '/from'],
    ['to=2026-03-02', '/to'],
    ['actorId=me', '/actorId'],
    ['cursor=abc', '/cursor'],
    [`cursor=${Buffer.from('["x","y"]').toString('base64url')}`, '/cursor'],
    ['limit=0', '/limit'],
    ['everything=yes', '/everything'],
  ])('refuses ?%s', async (query, pointer) => {
    expect(problemOf(await administrator.get(`/admin/audit-entries?${query}`))).toMatchObject({
      status: 422,
      errors: [expect.objectContaining({ pointer })],
    });
  });
});
