import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { peakMegabytes } from './measure.ts';
import { SECRET } from './seed.ts';
import { post, startServer } from './servers.ts';

/**
 * The nightly watch over contractors' papers (`contractors.watch-expiry`) in full size, as a portal runs it: its first night, in which
 * three quarters of all contractors have something to be told, and the same night once more, in which nobody has.
 */
const CONTRACTORS = Number(process.env.BENCH_CONTRACTORS ?? 50_000);
const JOB = 'contractors.watch-expiry';
const ADMINISTRATOR = { login: 'bench@example.com', password: 'nothing is measured here' };

const folder = mkdtempSync(join(tmpdir(), 'frontcounter-bench-'));
const database = await startEmbeddedPostgres(folder);
const portal = await startServer('dist/src/main.js', 4316, '/ready', {
  NODE_ENV: '',
  DATABASE_URL: database.url,
  DATA_DIR: folder,
  JWT_SECRET: SECRET,
  LOG_LEVEL: 'error',
  HOST: '127.0.0.1',
  DEMO: 'off',
  RATE_LIMITS: 'off',
  ADMIN_EMAIL: ADMINISTRATOR.login,
  ADMIN_PASSWORD: ADMINISTRATOR.password,
});
const pool = new pg.Pool({ connectionString: database.url, max: 2 });
pool.on('error', () => {});
try {
  await seed();
  const before = peakMegabytes(portal.pid);
  for (const night of ['first night', 'same night again']) {
    const seconds = await run();
    const { rows } = await pool.query<{ notices: number; contractors: number }>(
      'select count(*)::int as notices, count(distinct record_id)::int as contractors from contractors.notice',
    );
    const { notices, contractors } = rows[0]!;
    console.log(
      `${JOB}, ${night}: ${CONTRACTORS} contractors with 4 credentials each in ${seconds.toFixed(1)} s; ${notices} notices for ${contractors} contractors so far`,
    );
  }
  console.log(
    `Peak resident memory of the portal: ${peakMegabytes(portal.pid).toFixed(0)} MB (${before.toFixed(0)} MB before the first night)`,
  );
  await pool.end();
  await portal.stop();
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit();
}

/** Registrations and papers that run out on all days of the year ahead. */
async function seed(): Promise<void> {
  await pool.query(`
    insert into records.record (id, number, kind, type_code, type_name, status, status_label, is_public, opened_at, opened_on, fees_due_cents,
      next_step_actor, next_step_label, next_step_since, waiting_since)
    select ('0190000f-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'CON-2026-' || lpad(n::text, 6, '0'), 'license',
      'contractor-registration', 'Contractor registration', 'active', 'Registered', true, now(), current_date, 0, 'none', 'Nothing to do', now(), now()
    from generate_series(1, ${CONTRACTORS}) n`);
  await pool.query(`
    insert into contractors.contractor (record_id, number, business_name, contact_name, phone, address, classes, status, registered_at, expires_on,
      standing_checked_on)
    select id, number, 'Bench ' || number, 'Demo Contractor', '555-010-1234', '{}', '{roofing,public-works-concrete}', 'active', now(),
      current_date + hashtext(number) % 183 + 183, current_date
    from records.record where kind = 'license'`);
  await pool.query(`
    insert into contractors.credential (id, record_id, kind, class_code, number, effective_on, expires_on, recorded_at)
    select gen_random_uuid(), c.record_id, k.kind, k.class_code, c.number, current_date - 400,
      current_date + hashtext(c.number || k.kind) % 183 + 183, now()
    from contractors.contractor c cross join (values ('state-license', 'roofing'), ('insurance', null), ('bond', null),
      ('workers-compensation', null)) k (kind, class_code)`);
  await pool.query('analyze');
}

/** Queues a run by hand and waits for its end; answers how long the run itself took. */
async function run(): Promise<number> {
  const { accessToken } = await post<{ accessToken: string }>(portal, '/sessions', { profile: 'staff', ...ADMINISTRATOR });
  const { id } = await post<{ id: string }>(portal, `/admin/jobs/${JOB}/runs`, {}, accessToken);
  for (;;) {
    const { rows } = await pool.query<{ seconds: number; outcome: string; detail: string | null }>(
      'select extract(epoch from finished_at - started_at)::float8 as seconds, outcome, detail from platform.job_run where id = $1 and outcome is not null',
      [id],
    );
    if (rows[0] && rows[0].outcome !== 'done') throw new Error(`The run ${rows[0].outcome}: ${rows[0].detail ?? ''}`);
    if (rows[0]) return rows[0].seconds;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
