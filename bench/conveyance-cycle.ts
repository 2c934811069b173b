import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { peakMegabytes } from './measure.ts';
import { SECRET } from './seed.ts';
import { startServer } from './servers.ts';

/**
 * The night of a city with many elevators: their certificates run out evenly over the year, so the first night after they were loaded
 * begins the renewals of two months, and every later one those of a day. The letters of the renewals are written behind it.
 */
const UNITS = Number(process.env.BENCH_UNITS ?? 20_000);
const JOB = 'conveyance.follow-dates';
/** The demo city's, at whatever hour the bench runs. */
const TODAY = `(now() at time zone 'America/Chicago')::date`;

const folder = mkdtempSync(join(tmpdir(), 'frontcounter-bench-'));
const database = await startEmbeddedPostgres(folder);
const portal = await startServer('dist/src/main.js', 4314, '/ready', {
  NODE_ENV: '',
  DATABASE_URL: database.url,
  DATA_DIR: folder,
  JWT_SECRET: SECRET,
  LOG_LEVEL: 'error',
  HOST: '127.0.0.1',
  ADMIN_EMAIL: 'bench@example.com',
  ADMIN_PASSWORD: 'nothing is measured here',
});
try {
  const client = new pg.Client({ connectionString: database.url });
  client.on('error', () => {});
  await client.connect();
  await seedUnits(client);
  const atRest = peakMegabytes(portal.pid);

  await night(client, 'first night');
  console.log(`Peak resident memory of the portal: ${peakMegabytes(portal.pid).toFixed(0)} MB (${atRest.toFixed(0)} MB before the night)`);
  await client.query(`
    update conveyance.conveyance set certificate_expires_on = ${TODAY} + 60, next_look_on = ${TODAY} where record_id in (
      select record_id from conveyance.conveyance where status = 'active' order by certificate_expires_on limit ${Math.ceil(UNITS / 365)})`);
  await night(client, 'a night later');
  await client.end();
  await portal.stop();
} finally {
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit();
}

/** Each unit with its record, its owner and a certificate in force. */
async function seedUnits(client: pg.Client): Promise<void> {
  const id = (kind: string) => `('0190000${kind}-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid`;
  const units = `generate_series(1, ${UNITS}) n`;
  await client.query(`
    insert into accounts.account (id, profile, username, email, email_verified_at, first_name, last_name, created_at)
    select ${id('a')}, 'public', 'bench.' || n, 'bench.' || n || '@example.com', now(), 'Demo', 'Owner', now() from ${units}`);
  await client.query(`
    insert into records.record (id, number, kind, type_code, type_name, status, status_label, address, is_public, opened_at, opened_on,
      fees_due_cents, next_step_actor, next_step_label, next_step_since, waiting_since)
    select ${id('c')}, 'ELV-2025-' || (100000 + n), 'license', 'passenger-hydraulic', 'Passenger elevator, hydraulic', 'active', 'Certificate in force',
      jsonb_build_object('line1', (n % 9000 + 1) || ' Maple Street', 'city', 'Fairview', 'state', 'IL', 'zip', '60501'), true, now(), current_date, 0,
      'none', 'Nothing to do', now(), now()
    from ${units}`);
  await client.query(`
    insert into records.party (id, record_id, account_id, relation, source, since)
    select ${id('d')}, ${id('c')}, ${id('a')}, 'owner', 'conveyance-owner', now() from ${units}`);
  await client.query(`
    insert into conveyance.conveyance (record_id, number, state_registration_number, type_code, owner_account_id, owner_name, owner_email,
      certificate_expires_on, acceptance_needed, status, next_look_on, registered_at)
    select ${id('c')}, 'ELV-2025-' || (100000 + n), 'B-' || n, 'passenger-hydraulic', ${id('a')}, 'Demo Owner', 'bench.' || n || '@example.com',
      ${TODAY} + n % 365 + 1, false, 'active', ${TODAY} + n % 365 + 1 - 60, now()
    from ${units}`);
  await client.query('analyze');
}

async function night(client: pg.Client, name: string): Promise<void> {
  const opened = async () => (await client.query<{ n: number }>('select count(*)::int as n from conveyance.cycle')).rows[0]!.n;
  const before = await opened();
  const { rows } = await client.query<{ id: string }>(
    `insert into platform.job_run (id, job, due_at, queued_at) values (gen_random_uuid(), $1, now(), now()) returning id`,
    [JOB],
  );
  const begun = performance.now();
  await client.query(`select graphile_worker.add_job('platform.run-job', json_build_object('runId', $1::text), max_attempts => 1)`, [
    rows[0]!.id,
  ]);
  for (;;) {
    const run = await client.query<{ outcome: string | null }>('select outcome from platform.job_run where id = $1', [rows[0]!.id]);
    if (run.rows[0]!.outcome) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const seconds = (performance.now() - begun) / 1000;
  const cycles = (await opened()) - before;
  console.log(
    `${UNITS} units, ${name}: ${cycles} renewals begun in ${seconds.toFixed(1)} s (${((seconds * 1000) / Math.max(1, cycles)).toFixed(1)} ms each)`,
  );
}
