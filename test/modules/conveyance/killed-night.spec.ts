import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { sql } from 'kysely';
import { Client as DatabaseClient } from 'pg';
import { Database } from '../../../src/platform/database/database.js';
import { newId } from '../../../src/platform/database/ids.js';
import { JobAdministration } from '../../../src/platform/jobs/job-administration.service.js';
import { startApp, type TestApp } from '../../support/app.js';
import { staff } from '../../support/builders.js';
import { Child, until } from '../../support/child.js';
import { registerUnit } from '../../support/conveyances.js';
import { checkBooks } from '../../support/payments.js';
import { giveBackJobs } from '../../support/queue.js';

jest.setTimeout(90_000);

const UNITS = 8;
let app: TestApp;

beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app.close());

const cycles = () =>
  app.get(Database).rows(sql<{ number: string; cycles: number; fees: number; inspections: number; told: number }>`
  select c.number,
    (select count(*)::int from conveyance.cycle y where y.record_id = c.record_id) as cycles,
    (select count(*)::int from payments.fee f where f.record_id = c.record_id) as fees,
    (select count(*)::int from inspections.inspection i where i.record_id = c.record_id) as inspections,
    (select count(*)::int from platform.event e where e.type = 'conveyance.conveyance-cycle-opened' and e.facts->>'number' = c.number) as told
  from conveyance.conveyance c order by c.next_look_on, c.record_id`);
const begun = async () => (await cycles()).filter((unit) => unit.cycles > 0).length;

it('V-01 a night whose process is killed is gone on with: every renewal begins once, and none is missed', async () => {
  const clerk = await staff(app, 'permit-technician');
  for (let n = 0; n < UNITS; n += 1) await registerUnit(clerk, { certificateExpiresOn: '2026-05-20', type: 'escalator' });
  await app.settle();
  app.clock.set(Temporal.Instant.from('2026-03-21T07:00:00Z'));
  await app.get(JobAdministration).run('conveyance.follow-dates', newId());

  // A portal of its own stops in the middle, at a unit that somebody else holds.
  const holder = new DatabaseClient({ connectionString: app.databaseUrl });
  await holder.connect();
  await holder.query('begin');
  await holder.query(`
    select 1 from conveyance.conveyance where record_id = (
      select record_id from conveyance.conveyance order by next_look_on, record_id offset 3 limit 1) for update`);
  const doomed = new Child('dist/src/main.js', {
    HOST: '127.0.0.1',
    PORT: '0',
    DEMO: 'off',
    WORKER: 'on',
    JWT_SECRET: 'for-tests-only-for-tests-only-for-tests-only',
    DATABASE_URL: app.databaseUrl,
    CLOCK: app.clock.now().toString(),
  });
  await until(
    async () => (await begun()) === 3,
    () => `It did not come so far: ${doomed.output}`,
    doomed,
  );
  await doomed.kill();
  await holder.end();
  await giveBackJobs(app);
  expect(await begun()).toBe(3);

  await app.settle();
  // And once more by hand.
  await app.get(JobAdministration).run('conveyance.follow-dates', newId());
  await app.settle();
  for (const unit of await cycles()) expect(unit).toMatchObject({ cycles: 1, fees: 1, inspections: 2, told: 1 });
  await checkBooks(app);
});
