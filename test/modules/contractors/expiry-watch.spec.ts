import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { sql } from 'kysely';
import { ContractorPapersRunningOut } from '../../../src/modules/contractors/index.js';
import { Database } from '../../../src/platform/database/database.js';
import { startApp, type TestApp } from '../../support/app.js';
import { Doomed } from '../../support/doomed.js';
import { staff } from '../../support/builders.js';
import { published } from '../../support/payments.js';

jest.setTimeout(90_000);

/** Three batches of the watch, the last one not full. */
const CONTRACTORS = 450;

let app: TestApp;
beforeAll(async () => {
  app = await startApp();
});
afterAll(() => app?.close());

const run = (statement: ReturnType<typeof sql>) => app.get(Database).execute(statement);
const watch = () => app.runJob('contractors.watch-expiry');
const told = async () => (await published(app, ContractorPapersRunningOut)).map(({ number, papers }) => [number, ...papers]);

/** Fence contractors with an insurance each, as the city would have registered them. */
async function contractors(count: number, { registered, insured }: { registered: string; insured: string }): Promise<void> {
  await run(sql`
    insert into records.record (id, number, kind, type_code, type_name, status, status_label, is_public, opened_at, opened_on, fees_due_cents,
      next_step_actor, next_step_label, next_step_since, waiting_since)
    select gen_random_uuid(), 'CON-2026-' || lpad(n::text, 5, '0'), 'license', 'contractor-registration', 'Contractor registration', 'active',
      'Registered', true, now(), current_date, 0, 'none', 'Nothing to do', now(), now() from generate_series(1, ${count}::int) n`);
  await run(sql`
    insert into contractors.contractor (record_id, number, business_name, contact_name, phone, address, classes, status, registered_at, expires_on,
      standing_checked_on)
    select id, number, 'Demo ' || number, 'Demo Contractor', '555-010-1234', '{}', '{fence}', 'active', now(), ${registered}::date, '2026-03-02'
    from records.record where kind = 'license'`);
  await insurance(insured);
}

const insurance = (expiresOn: string, effectiveOn = '2026-01-01') =>
  run(sql`
    insert into contractors.credential (id, record_id, kind, effective_on, expires_on, recorded_at)
    select gen_random_uuid(), record_id, 'insurance', ${effectiveOn}::date, ${expiresOn}::date, now() from contractors.contractor`);

beforeEach(() =>
  run(sql`truncate contractors.notice, contractors.credential, contractors.contractor_account, contractors.invitation, contractors.filing,
    contractors.contractor, platform.event, records.record cascade`),
);

describe('C-02 the watch over papers', () => {
  it('tells each thing once for each threshold, in one message for what comes together', async () => {
    await contractors(1, { registered: '2026-12-31', insured: '2026-04-01' });
    await watch();
    await watch();
    expect(await told()).toEqual([['CON-2026-00001', 'Liability insurance, on April 1, 2026']]);
    app.clock.set(Temporal.Instant.from('2026-03-25T15:00:00Z'));
    await watch();
    expect(await told()).toHaveLength(2);
    app.clock.set(Temporal.Instant.from('2026-03-02T15:00:00Z'));
  });

  it('after missed nights only the nearest threshold', async () => {
    await contractors(1, { registered: '2026-03-06', insured: '2026-03-06' });
    await watch();
    expect((await told()).map(([number, ...papers]) => [number, papers.sort()])).toEqual([
      ['CON-2026-00001', ['Liability insurance, on March 6, 2026', 'Registration, on March 6, 2026']],
    ]);
    const days = await app.get(Database).rows(sql<{ daysBefore: number }>`select distinct days_before from contractors.notice`);
    expect(days).toEqual([{ daysBefore: 7 }]);
  });

  it('nothing of what is replaced already, of what no class asks for, or of what is not registered', async () => {
    await contractors(3, { registered: '2026-12-31', insured: '2026-03-20' });
    await insurance('2027-03-20', '2026-03-21');
    await run(sql`
      insert into contractors.credential (id, record_id, kind, effective_on, expires_on, recorded_at)
      select gen_random_uuid(), record_id, 'workers-compensation', '2026-01-01', '2026-03-20', now() from contractors.contractor`);
    await run(sql`update contractors.contractor set status = 'suspended', expires_on = '2026-03-20' where number = 'CON-2026-00003'`);
    await watch();
    expect(await told()).toEqual([]);
  });

  it('a gap before the next one is told', async () => {
    await contractors(1, { registered: '2026-12-31', insured: '2026-03-20' });
    await insurance('2027-03-20', '2026-03-25');
    await watch();
    expect(await told()).toHaveLength(1);
  });

  it('two runs at the same moment share the work', async () => {
    await contractors(CONTRACTORS, { registered: '2026-12-31', insured: '2026-04-01' });
    await Promise.all([watch(), watch()]);
    expect(new Set((await told()).map(([number]) => number)).size).toBe(CONTRACTORS);
    expect(await told()).toHaveLength(CONTRACTORS);
  });

  it('killed in the middle and run again: nothing twice, nothing left out', async () => {
    await contractors(CONTRACTORS, { registered: '2026-05-01', insured: '2026-04-01' });
    const administrator = await staff(app, 'administrator');
    const doomed = new Doomed(app);
    await doomed.start({ WORKER: 'on' });
    const [inTheMiddle] = await app.get(Database).rows(sql<{ id: string }>`
      select record_id as id from contractors.contractor order by record_id offset 300 limit 1`);
    await doomed.lock('select 1 from contractors.contractor where record_id = $1 for update', [inTheMiddle!.id]);
    doomed.ask(administrator, (client) => client.post('/admin/jobs/contractors.watch-expiry/runs'));
    // Something else may wait for a moment before: the first batch is done, and the second cannot be.
    await doomed.reaches(sql`select from platform.event where type = ${ContractorPapersRunningOut.type} having count(*) >= 200`);
    await doomed.isStuck(1);
    const half = (await told()).length;
    await doomed.die();
    expect(half).toBe(200);

    await watch();
    const numbers = (await told()).map(([number]) => number);
    expect(numbers).toHaveLength(CONTRACTORS);
    expect(new Set(numbers).size).toBe(CONTRACTORS);
    const [{ count }] = await app.get(Database).rows(sql<{ count: number }>`select count(*)::int as count from contractors.notice`);
    expect(count).toBe(CONTRACTORS * 2);
  });
});
