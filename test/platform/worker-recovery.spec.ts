import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { Database } from '../../src/platform/database/database.js';
import { Events } from '../../src/platform/events/events.js';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import { until } from '../support/child.js';
import { startPlatform, type TestPlatform } from '../support/platform.js';
import { Quarry, StoneFound } from '../support/quarry.js';

let app: TestPlatform;
let database: Database;

beforeEach(async () => {
  app = await startPlatform({ providers: [Quarry] }, { WORKER: 'on' });
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
  for (const stone of ['one', 'two', 'three']) {
    // What comes first after the break may meet a connection that is not yet known to be dead.
    await until(
      () =>
        publish(stone).then(
          () => true,
          () => false,
        ),
      () => 'Nothing can be published.',
    );
    await database.rows(
      sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    );
  }
  await until(
    async () => (await cut().catch(() => [])).length === 3,
    () => 'The worker did not come back.',
  );
  expect(await cut()).toEqual(['one', 'three', 'two']);
  await until(
    () => app.get(JobRunner).isWorking,
    () => 'The worker says it is away.',
  );
});
