import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { Database } from '../../src/platform/database/database.js';
import { Jobs } from '../../src/platform/jobs/jobs.js';
import { QUEUED_JOBS, tryAgain, unlockJobs, unlockPools } from '../../src/platform/jobs/queue.js';
import { startPlatform, type TestPlatform } from '../support/platform.js';
import { emptyQueue, holdJobs, queuedJobs } from '../support/queue.js';

const ROOT = join(import.meta.dirname, '../..');
const POOL = 'of-another-process';

let app: TestPlatform;
let database: Database;
beforeAll(async () => {
  app = await startPlatform({});
  database = app.get(Database);
});
afterAll(() => app.close());
beforeEach(() => emptyQueue(app));

const add = (task: string, queue?: string) => app.get(Jobs).enqueue(task, { stone: 'slate' }, { queue, maxAttempts: 1 });
const states = () =>
  database.rows(sql<Record<'waiting' | 'running' | 'givenUp', boolean>>`select waiting, running, given_up from ${QUEUED_JOBS} job`);
const lockedQueues = async () =>
  (await database.rows(sql`select from graphile_worker._private_job_queues where locked_by is not null`)).length;

it('is graphile-worker of one exact version, and its tables are named in one file', () => {
  const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { dependencies: Record<string, string> };
  const installed = JSON.parse(readFileSync(join(ROOT, 'node_modules/graphile-worker/package.json'), 'utf8')) as { version: string };
  expect(dependencies['graphile-worker']).toBe(installed.version);
  const naming = globSync('src/**/*.ts', { cwd: ROOT }).filter((file) =>
    readFileSync(join(ROOT, file), 'utf8').includes('graphile_worker.'),
  );
  expect(naming).toEqual([join('src', 'platform', 'jobs', 'queue.ts')]);
});

it('has the private columns that are read, as they were', async () => {
  const columns = await database.rows(sql<{ name: string; type: string }>`
    select table_name || '.' || column_name as name, data_type as type from information_schema.columns where table_schema = 'graphile_worker'`);
  const types = Object.fromEntries(columns.map(({ name, type }) => [name, type]));
  expect(types).toMatchObject({
    '_private_jobs.id': 'bigint',
    '_private_jobs.task_id': 'integer',
    '_private_jobs.job_queue_id': 'integer',
    '_private_jobs.payload': 'json',
    '_private_jobs.attempts': 'smallint',
    '_private_jobs.max_attempts': 'smallint',
    '_private_jobs.run_at': 'timestamp with time zone',
    '_private_jobs.created_at': 'timestamp with time zone',
    '_private_jobs.locked_at': 'timestamp with time zone',
    '_private_jobs.locked_by': 'text',
    '_private_jobs.last_error': 'text',
    '_private_jobs.is_available': 'boolean',
    '_private_tasks.identifier': 'text',
    '_private_job_queues.locked_at': 'timestamp with time zone',
    '_private_job_queues.locked_by': 'text',
  });
});

it('keeps a job with its transaction, and not without it', async () => {
  const changedMind = database.transaction(async () => {
    await add('quarry.cut');
    throw new Error('changed my mind');
  });
  await expect(changedMind).rejects.toThrow('changed my mind');
  expect(await queuedJobs(app)).toEqual([]);
  await database.transaction(() => add('quarry.cut'));
  expect(await queuedJobs(app)).toMatchObject([{ task: 'quarry.cut', lockedBy: null }]);
});

it('tells what waits from what is worked on and what was given up', async () => {
  await add('quarry.cut');
  expect(await states()).toEqual([{ waiting: true, running: false, givenUp: false }]);
  await holdJobs(app, POOL);
  expect(await states()).toEqual([{ waiting: false, running: true, givenUp: false }]);
  await database.rows(unlockPools([POOL]));
  // The only try was used up by whoever held it.
  expect(await states()).toEqual([{ waiting: false, running: false, givenUp: true }]);
});

it('tries again what rests, and not what somebody is at', async () => {
  await add('quarry.cut');
  const { id } = (await queuedJobs(app))[0]!;
  await holdJobs(app, POOL);
  expect(await database.row(tryAgain(id))).toBeUndefined();
  await database.rows(unlockPools([POOL]));
  expect(await database.row(tryAgain(id))).toBeDefined();
  expect(await states()).toEqual([{ waiting: true, running: false, givenUp: false }]);
});

it('gives back single jobs with their queues, and leaves those that are being worked on', async () => {
  await add('quarry.cut', 'pit');
  await add('quarry.carry', 'road');
  await holdJobs(app, POOL);
  const [atWork, lost] = await queuedJobs(app);
  expect(await lockedQueues()).toBe(2);
  expect(await database.rows(unlockJobs([POOL], 30, [atWork!.id]))).toEqual([{ id: lost!.id }]);
  expect((await queuedJobs(app)).map(({ lockedBy }) => lockedBy)).toEqual([POOL, null]);
  expect(await lockedQueues()).toBe(1);
});
