import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { cpuMs, peakMegabytes } from './measure.ts';
import { SECRET } from './seed.ts';
import { post, startServer } from './servers.ts';

/**
 * The list with which a city begins: all its elevators, their certificates ending evenly over the year, five to an owner and one in
 * four maintained by a registered contractor. It is loaded, loaded again, and once more with something new in every line. The letters
 * to the owners are written behind it, and compete with it.
 */
const UNITS = Number(process.env.BENCH_LISTED_UNITS ?? 20_000);
const UNITS_PER_OWNER = 5;
const CONTRACTORS = 100;
const ADMINISTRATOR = { login: 'bench@example.com', password: 'nothing is measured here' };
const COLUMNS =
  'stateRegistrationNumber,type,manufacturer,landings,buildingName,addressLine1,city,state,zip,ownerName,ownerEmail,maintenanceContractor,certificateExpiresOn';

const folder = mkdtempSync(join(tmpdir(), 'frontcounter-bench-'));
const database = await startEmbeddedPostgres(folder);
const portal = await startServer('dist/src/main.js', 4317, '/ready', {
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
  const atRest = peakMegabytes(portal.pid);
  await load('first', aList('Demo Elevators'));
  console.log(`Peak resident memory of the portal: ${peakMegabytes(portal.pid).toFixed(0)} MB (${atRest.toFixed(0)} MB before the list)`);
  await load('same list again', aList('Demo Elevators'));
  await load('something new in every line', aList('Demo Lifts'));
  console.log(`Peak resident memory of the portal: ${peakMegabytes(portal.pid).toFixed(0)} MB`);
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

/** Who loads the list, and the contractors that it names. */
async function seed(): Promise<void> {
  await pool.query(`update accounts.account set roles = roles || '{permit-technician}' where email = $1`, [ADMINISTRATOR.login]);
  await pool.query(`
    insert into records.record (id, number, kind, type_code, type_name, status, status_label, is_public, opened_at, opened_on, fees_due_cents,
      next_step_actor, next_step_label, next_step_since, waiting_since)
    select ('0190000f-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'CON-2026-' || lpad(n::text, 5, '0'), 'license',
      'contractor-registration', 'Contractor registration', 'active', 'Registered', true, now(), current_date, 0, 'none', 'Nothing to do', now(), now()
    from generate_series(1, ${CONTRACTORS}) n`);
  await pool.query(`
    insert into contractors.contractor (record_id, number, business_name, contact_name, phone, address, classes, status, registered_at, expires_on,
      standing_checked_on)
    select id, number, 'Bench ' || number, 'Demo Contractor', '555-010-1234', '{}', '{elevator}', 'active', now(), current_date + 300, current_date
    from records.record where type_code = 'contractor-registration'`);
  await pool.query('analyze');
}

function aList(manufacturer: string): string {
  const today = Temporal.Now.plainDateISO();
  const lines = Array.from({ length: UNITS }, (_, n) => {
    const owner = Math.floor(n / UNITS_PER_OWNER);
    const contractor = n % 4 === 0 ? `CON-2026-${String((n % CONTRACTORS) + 1).padStart(5, '0')}` : '';
    const end = today.add({ days: 1 + (n % 365) }).toString();
    return `B-${n},passenger-hydraulic,${manufacturer},4,Demo Tower ${owner},${owner + 1} Maple Street,Fairview,IL,60501,Demo Owner ${owner},bench.${owner}@example.com,${contractor},${end}`;
  });
  return [COLUMNS, ...lines].join('\n');
}

async function load(name: string, list: string): Promise<void> {
  const { accessToken } = await post<{ accessToken: string }>(portal, '/sessions', { profile: 'staff', ...ADMINISTRATOR });
  const form = new FormData();
  form.set('file', new Blob([list], { type: 'text/csv' }), 'conveyances.csv');
  const begun = performance.now();
  const cpuBefore = cpuMs(portal.pid);
  const { id } = await post<{ id: string }>(portal, '/admin/conveyances/imports', form, accessToken);
  for (;;) {
    const { rows } = await pool.query<Record<'lines' | 'added' | 'changed' | 'unchanged' | 'refused', number>>(
      'select lines, added, changed, unchanged, refused from conveyance.import where id = $1 and finished_at is not null',
      [id],
    );
    if (rows[0]) {
      const seconds = (performance.now() - begun) / 1000;
      const { lines, ...counts } = rows[0];
      const outcome = Object.entries(counts).map(([what, count]) => `${count} ${what}`);
      const each = [seconds * 1000, cpuMs(portal.pid) - cpuBefore].map((ms) => (ms / lines).toFixed(1));
      console.log(
        `${lines} conveyances, ${name}: ${seconds.toFixed(1)} s (${each[0]} ms each, ${each[1]} ms of the portal's processor); ${outcome.join(', ')}`,
      );
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
