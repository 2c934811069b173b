import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { Database } from '../../src/platform/database/database.js';
import { newId } from '../../src/platform/database/ids.js';
import { Events } from '../../src/platform/events/events.js';
import { JobAdministration } from '../../src/platform/jobs/job-administration.service.js';
import { Child, until } from '../support/child.js';
import { startPlatform, type TestPlatform } from '../support/platform.js';
import { queuedJobs } from '../support/queue.js';
import { Quarry, StoneFound } from '../support/quarry.js';

const WORKER = 'test/support/quarry-process.ts';

let app: TestPlatform;
let workers: Child[];

beforeEach(async () => {
  workers = [];
  app = await startPlatform({ providers: [Quarry] });
  await app.get(Database).execute(sql`create table cut (stone text)`);
});
afterEach(async () => {
  for (const worker of workers) await worker.kill();
  await app.close();
});

function startWorker(environment: Record<string, string> = {}): Child {
  const worker = new Child(WORKER, { DATABASE_URL: app.databaseUrl, ...environment });
  workers.push(worker);
  return worker;
}

const stones = () => app.get(Database).rows(sql`select stone from cut`);
const publish = (stone: string) => app.get(Database).transaction(async () => app.get(Events).publish(new StoneFound({ stone })));
const lastRun = async () => (await app.get(JobAdministration).list()).find(({ id }) => id === 'quarry.sharpen-tools')!.lastRun;

it('leaves its event to another process, which does it once', async () => {
  await publish('granite');
  const doomed = startWorker({ QUARRY: 'endless' });
  await doomed.says('cutting');
  await doomed.kill();
  expect(await stones()).toEqual([]);

  const heir = startWorker();
  await until(
    async () => (await stones()).length > 0,
    () => `Nobody took over: ${heir.output}`,
    heir,
  );
  await until(
    async () => (await queued()) === 0,
    () => 'The job is still there.',
    heir,
  );
  expect(await stones()).toEqual([{ stone: 'granite' }]);
}, 60_000);

it('leaves its scheduled job to another process, and does not block the runs after it', async () => {
  await app.get(JobAdministration).run('quarry.sharpen-tools', newId());
  const doomed = startWorker({ QUARRY: 'endless' });
  await doomed.says('sharpening');
  expect(await lastRun()).toMatchObject({ state: 'running', attempts: 1 });
  await doomed.kill();
  await app.get(JobAdministration).run('quarry.sharpen-tools', newId());

  const heir = startWorker();
  await until(
    async () => (await queued()) === 0,
    () => `Nobody took over: ${heir.output}`,
    heir,
  );
  const { items } = await app.get(JobAdministration).listRuns('quarry.sharpen-tools', { limit: 10 });
  expect(items.map(({ state, attempts, detail }) => ({ state, attempts, detail }))).toEqual([
    { state: 'done', attempts: 1, detail: 'sharp' },
    { state: 'done', attempts: 2, detail: 'sharp' },
  ]);
}, 60_000);

it('is not robbed while it lives, however long its work takes', async () => {
  await publish('marble');
  const patient = startWorker({ QUARRY: 'endless' });
  await patient.says('cutting');
  const rival = startWorker();
  await rival.says('ready');
  const locked = await holder();
  // Several leases pass, seen by the heartbeats.
  const beats = new Set<string>();
  await until(
    async () => beats.add((await seenAt(locked)) ?? 'never').size > 15,
    () => 'The heart does not beat.',
    patient,
  );
  expect(await holder()).toBe(locked);
  expect(await stones()).toEqual([]);
}, 60_000);

async function queued(): Promise<number> {
  return (await queuedJobs(app)).length;
}

async function holder(): Promise<string> {
  return (await queuedJobs(app))[0]!.lockedBy!;
}

async function seenAt(pool: string): Promise<string | undefined> {
  return (await app.get(Database).row(sql<{ seenAt: string }>`select seen_at from platform.worker where pool = ${pool}`))?.seenAt;
}
