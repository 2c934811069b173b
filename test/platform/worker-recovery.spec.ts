import { afterEach, beforeEach, it } from '@jest/globals';
import { sql } from 'kysely';
import { Database } from '../../src/platform/database/database.js';
import { Events } from '../../src/platform/events/events.js';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import { until } from '../support/child.js';
import { startPlatform, type TestPlatform } from '../support/platform.js';
import { holdJobs } from '../support/queue.js';
import { Quarry, StoneFound } from '../support/quarry.js';

let app: TestPlatform;
let database: Database;

beforeEach(async () => {
  app = await startPlatform({ providers: [Quarry] }, { WORKER: 'on', WORKER_LEASE_SECONDS: '1' });
  database = app.get(Database);
  await database.execute(sql`create table cut (stone text)`);
});
afterEach(() => app.close());

const cut = async () => (await database.rows<{ stone: string }>(sql`select stone from cut order by stone`)).map(({ stone }) => stone);
const publish = (stone: string) => database.transaction(async () => app.get(Events).publish(new StoneFound({ stone })));

it('works in the background by itself', async () => {
  await publish('slate');
  await until(
    async () => (await cut()).length === 1,
    () => 'Nobody works.',
  );
});

it('goes on working when the database has dropped all its connections', async () => {
  await database.rows(
    sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );
  // What comes first after the break may meet a connection that is not yet known to be dead.
  const published = () =>
    publish('granite').then(
      () => true,
      () => false,
    );
  await until(published, () => 'Nothing can be published.');
  await until(
    async () => (await cut().catch(() => [])).length === 1,
    () => 'The worker did not come back.',
  );
  await until(
    () => app.get(JobRunner).isWorking,
    () => 'The worker says it is away.',
  );
});

it('finds work that was given to it in an answer that never arrived', async () => {
  await until(
    async () => (await pool()) !== undefined,
    () => 'The worker is not known.',
  );
  await database.transaction(async () => {
    app.get(Events).publish(new StoneFound({ stone: 'lost' }));
    database.beforeCommit(async () => {
      await holdJobs(app, (await pool())!);
    });
  });
  await until(
    async () => (await cut()).length === 1,
    () => 'It is still lost.',
  );
});

async function pool(): Promise<string | undefined> {
  return (await database.row(sql<{ pool: string }>`select pool from platform.worker`))?.pool;
}
