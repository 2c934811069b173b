import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { measure, middle, type Figures, type Shot } from './measure.ts';
import { accountId, SECRET, seed, tokenOf } from './seed.ts';
import { startServer, type Server } from './servers.ts';

/**
 * Free times and bookings beside a bare server that runs the same statements in the same transaction (`bare-bookings.ts`), over one
 * full-size database in one run: 12 inspectors of a discipline, 30 business days, 60 % booked.
 */
const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const CLIENTS = [1, 16, 64];
const INSPECTORS = 12;
const DAYS = 30;
const BOOKED_PERCENT = 60;
const MOVERS = 512;
const RACERS = 64;

const folder = mkdtempSync(join(tmpdir(), 'frontcounter-bench-'));
const database = await startEmbeddedPostgres(folder);
const environment = {
  NODE_ENV: '',
  DATABASE_URL: database.url,
  DATA_DIR: folder,
  JWT_SECRET: SECRET,
  RATE_LIMITS: 'off',
  LOG_LEVEL: 'error',
  WORKER: 'off',
  HOST: '127.0.0.1',
  ADMIN_EMAIL: 'bench@example.com',
  ADMIN_PASSWORD: 'nothing is measured here',
};

try {
  const portal = await startServer('dist/src/main.js', 4320, '/ready', environment);
  await seed(database.url);
  const days = await seedVisits();
  const bare = await startServer('bench/bare-bookings.ts', 4321, '/ready', { DATABASE_URL: database.url });

  console.log(
    'operation               clients  portal req/s  bare req/s  ratio  portal p50/p99 ms  bare p50/p99 ms  CPU ratio  refused (409 included)',
  );
  let n = 0;
  const from = days[0]!;
  const to = days.at(-1)!;
  await compare('getAvailability', 16, portal, bare, (): [Shot, Shot] => {
    n = (n % MOVERS) + 1;
    const query = new URLSearchParams({ id: inspectionId(n), accountId: accountId(n), from, to }).toString();
    return [
      { method: 'GET', path: `/v1/inspections/${inspectionId(n)}/availability`, headers: signedIn(n) },
      { method: 'GET', path: `/availability?${query}` },
    ];
  });
  for (const clients of CLIENTS) {
    await compare('scheduleInspection', clients, portal, bare, (): [Shot, Shot] => {
      n = (n % MOVERS) + 1;
      const body = { date: days[Math.floor(Math.random() * days.length)]!, start: timeOf(540 + 30 * Math.floor(Math.random() * 12)) };
      const query = new URLSearchParams({ id: inspectionId(n), accountId: accountId(n) }).toString();
      return [
        { method: 'PUT', path: `/v1/inspections/${inspectionId(n)}/appointment`, headers: signedIn(n), body },
        { method: 'PUT', path: `/book?${query}`, body },
      ];
    });
  }
  await race(portal, days.at(-1)!);
  console.log('pgbench: not part of the embedded PostgreSQL; the bare server is the limit shown here.');
  await Promise.all([portal.stop(), bare.stop()]);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit();
}

async function compare(name: string, clients: number, portal: Server, bare: Server, next: () => [Shot, Shot]): Promise<void> {
  const ofPortal: Figures[] = [];
  const ofBare: Figures[] = [];
  await measure(portal.url, portal.pid, clients, 1, () => next()[0]);
  await measure(bare.url, bare.pid, clients, 1, () => next()[1]);
  for (let round = 0; round < ROUNDS; round++) {
    ofPortal.push(await measure(portal.url, portal.pid, clients, SECONDS, () => next()[0]));
    ofBare.push(await measure(bare.url, bare.pid, clients, SECONDS, () => next()[1]));
  }
  const [one, other] = [middle(ofPortal), middle(ofBare)];
  console.log(
    [
      name.padEnd(22),
      String(clients).padStart(8),
      one.requestsPerSecond.toFixed(0).padStart(13),
      other.requestsPerSecond.toFixed(0).padStart(11),
      (one.requestsPerSecond / other.requestsPerSecond).toFixed(2).padStart(6),
      `${one.p50Ms}/${one.p99Ms}`.padStart(18),
      `${other.p50Ms}/${other.p99Ms}`.padStart(16),
      (one.cpuMsPerRequest / other.cpuMsPerRequest).toFixed(1).padStart(10),
      `${one.failures}/${other.failures}`.padStart(24),
    ].join(' '),
  );
}

/** 64 clients want the one time that one inspector has left. */
async function race(portal: Server, day: string): Promise<void> {
  await run(`
    insert into inspections.inspector (id, account_id, name, phone, disciplines, call_from_minute, call_to_minute, day_capacity, created_at)
    values ('01900011-0000-7000-8000-000000000099', '${accountId(19_999)}', 'Bench Racer', '555-010-3000', '{fire}', 450, 510, 1, now())`);
  await run(
    `update inspections.inspection set discipline = 'fire' where id in (${racers()
      .map((n) => `'${inspectionId(n)}'`)
      .join()})`,
  );
  const startedAt = performance.now();
  const times: number[] = [];
  const statuses = await Promise.all(
    racers().map(async (n) => {
      const answer = await fetch(`${portal.url}/v1/inspections/${inspectionId(n)}/appointment`, {
        method: 'PUT',
        headers: { ...signedIn(n), 'content-type': 'application/json' },
        body: JSON.stringify({ date: day, start: '10:00' }),
      });
      await answer.text();
      times.push(performance.now() - startedAt);
      return answer.status;
    }),
  );
  const count = (which: (status: number) => boolean) => statuses.filter(which).length;
  const p99 = times.sort((a, b) => a - b)[Math.ceil(times.length * 0.99) - 1]!;
  console.log(
    `${RACERS} clients on one time: ${count((status) => status === 200)} won, ${count((status) => status === 409)} got 409 with free times, ${count((status) => status >= 500)} failed; p99 ${p99.toFixed(0)} ms`,
  );
}

function racers(): number[] {
  return Array.from({ length: RACERS }, (_, n) => MOVERS + 1 + n);
}

/** Inspectors, what they have before them, and a ready inspection on each of the first records. */
async function seedVisits(): Promise<string[]> {
  await run(`
    insert into inspections.inspector (id, account_id, name, phone, disciplines, call_from_minute, call_to_minute, day_capacity, created_at)
    select ('01900010-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, ('0190000a-0000-7000-8000-' || lpad((15000 + n)::text, 12, '0'))::uuid,
      'Bench Inspector ' || n, '555-010-3000', '{zoning}', 450, 510, 12, now()
    from generate_series(1, ${INSPECTORS}) n`);
  await run(`
    insert into inspections.inspection (id, record_id, record_number, type_code, type_name, discipline, sequence, required, status, opened_at)
    select ('0190000f-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, ('0190000c-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid,
      'RST-2025-' || (100000 + n), 'fence-final', 'Fence final', 'zoning', 1, true, case when n > 30000 then 'scheduled' else 'ready' end, now()
    from generate_series(1, 40000) n`);
  const days = await firstDays();
  await run(`
    insert into inspections.appointment (inspection_id, inspector_id, date, start_minute, end_minute, status, zip, booked_at, changed_at)
    select ('0190000f-0000-7000-8000-' || lpad((30000 + row_number() over ())::text, 12, '0'))::uuid,
      ('01900010-0000-7000-8000-' || lpad(inspector::text, 12, '0'))::uuid, day, 540 + 30 * slot, 570 + 30 * slot, 'booked', '60505', now(), now()
    from unnest('{${days.join()}}'::date[]) day, generate_series(1, ${INSPECTORS}) inspector, generate_series(0, 11) slot
    where (inspector * 7 + slot * 13 + extract(doy from day)::int * 29) % 100 < ${BOOKED_PERCENT}`);
  await run('analyze');
  return days;
}

/** The days that the portal offers for an inspection of a city where nothing is booked yet. */
async function firstDays(): Promise<string[]> {
  const answer = await fetch(`http://127.0.0.1:4320/v1/inspections/${inspectionId(1)}/availability`, { headers: signedIn(1) });
  const free = (await answer.json()) as { date: string }[];
  return [...new Set(free.map(({ date }) => date))].slice(0, DAYS);
}

async function run(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

function inspectionId(n: number): string {
  return `0190000f-0000-7000-8000-${String(n).padStart(12, '0')}`;
}

function signedIn(n: number): Record<string, string> {
  return { authorization: `Bearer ${tokenOf(n)}` };
}

function timeOf(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
