import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import autocannon from 'autocannon';
import pg from 'pg';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { cpuMs, middle, type Figures, type Shot } from './measure.ts';
import { accountId, SECRET, seed, tokenOf } from './seed.ts';
import { startServer, type Server } from './servers.ts';

/**
 * Free times and bookings beside a bare server that runs the same statements in the same transaction (`bare-bookings.ts`), over one
 * full-size database in one run: 12 inspectors of a discipline, 60 % booked on all the days that can be booked, which are 30, and 29
 * after the day's cut-off. The figures that count are the ratios; a taken time (409) is an answer, anything else but 2xx a failure.
 */
const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const CLIENTS = [1, 16, 64];
const INSPECTORS = 12;
const DAYS = 30;
const BOOKED_PERCENT = 60;
const MOVERS = 512;
const RACERS = 64;
const LISTENER = 'notifications.tell-inspection-scheduled';
const HEAD = [
  'operation         ',
  'clients',
  'portal req/s',
  'bare req/s',
  'ratio',
  'portal p50/p99 ms',
  'bare p50/p99 ms',
  'CPU ms portal/bare',
  'CPU ratio',
  '409 portal/bare',
  'failures portal/bare',
];

interface Answers extends Figures {
  /** Times that were taken; not among the failures. */
  conflicts: number;
}

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

  let n = 0;
  const availability = (): [Shot, Shot] => {
    n = (n % MOVERS) + 1;
    const query = new URLSearchParams({ id: inspectionId(n), accountId: accountId(n), days: days.join() }).toString();
    return [
      { method: 'GET', path: `/v1/inspections/${inspectionId(n)}/availability`, headers: signedIn(n) },
      { method: 'GET', path: `/availability?${query}` },
    ];
  };
  const booking = (): [Shot, Shot] => {
    n = (n % MOVERS) + 1;
    const body = { date: days[Math.floor(Math.random() * days.length)]!, start: timeOf(540 + 30 * Math.floor(Math.random() * 12)) };
    const query = new URLSearchParams({ id: inspectionId(n), accountId: accountId(n) }).toString();
    return [
      { method: 'PUT', path: `/v1/inspections/${inspectionId(n)}/appointment`, headers: signedIn(n), body },
      { method: 'PUT', path: `/book?${query}`, body },
    ];
  };
  await requireSameAnswer(portal, bare, availability());
  console.log(HEAD.join('  '));
  await compare('getAvailability', 16, portal, bare, availability);
  for (const clients of CLIENTS) await compare('scheduleInspection', clients, portal, bare, booking);
  await race(portal, days.at(-1)!);
  // Their connections are needed for the 64 of `pgbench`.
  await Promise.all([portal.stop(), bare.stop()]);
  await limit(days);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit();
}

async function compare(name: string, clients: number, portal: Server, bare: Server, next: () => [Shot, Shot]): Promise<void> {
  const ofPortal: Answers[] = [];
  const ofBare: Answers[] = [];
  // Many clients wait for each other: a short round would end before most of them have had an answer.
  const seconds = clients > 16 ? 2 * SECONDS : SECONDS;
  await drive(portal, clients, 1, () => next()[0]);
  await drive(bare, clients, 1, () => next()[1]);
  for (let round = 0; round < ROUNDS; round++) {
    ofPortal.push(await drive(portal, clients, seconds, () => next()[0]));
    ofBare.push(await drive(bare, clients, seconds, () => next()[1]));
  }
  const [one, other] = [middle(ofPortal), middle(ofBare)];
  const total = (rounds: Answers[], what: 'conflicts' | 'failures') => rounds.reduce((sum, figures) => sum + figures[what], 0);
  const cells = [
    name,
    String(clients),
    one.requestsPerSecond.toFixed(0),
    other.requestsPerSecond.toFixed(0),
    (one.requestsPerSecond / other.requestsPerSecond).toFixed(2),
    `${one.p50Ms}/${one.p99Ms}`,
    `${other.p50Ms}/${other.p99Ms}`,
    `${one.cpuMsPerRequest.toFixed(2)}/${other.cpuMsPerRequest.toFixed(2)}`,
    (one.cpuMsPerRequest / other.cpuMsPerRequest).toFixed(1),
    `${total(ofPortal, 'conflicts')}/${total(ofBare, 'conflicts')}`,
    `${total(ofPortal, 'failures')}/${total(ofBare, 'failures')}`,
  ];
  console.log(cells.map((cell, column) => (column === 0 ? cell.padEnd(HEAD[0]!.length) : cell.padStart(HEAD[column]!.length))).join('  '));
}

/** As `measure`, but tells taken times from failures, and leaves the server only when nothing is under way any more. */
async function drive({ url, pid }: Server, clients: number, seconds: number, next: () => Shot): Promise<Answers> {
  const cpuBefore = cpuMs(pid);
  const result = await autocannon({
    url,
    connections: clients,
    duration: seconds,
    requests: [
      {
        setupRequest: (request: autocannon.Request) => {
          const { method, path, headers, body } = next();
          const type = body === undefined ? {} : { 'content-type': 'application/json' };
          return {
            ...request,
            method,
            path,
            headers: { ...type, ...headers },
            body: body === undefined ? undefined : JSON.stringify(body),
          };
        },
      },
    ],
  });
  const cpu = cpuMs(pid) - cpuBefore;
  const served = result['2xx'];
  const conflicts = result.statusCodeStats?.['409']?.count ?? 0;
  await untilIdle();
  return {
    requestsPerSecond: served / result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    cpuMsPerRequest: cpu / Math.max(1, served + result.non2xx),
    conflicts,
    failures: result.non2xx - conflicts + result.errors,
  };
}

/** What the clients left unanswered must not be charged to the next one measured. */
async function untilIdle(): Promise<void> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  for (let quiet = 0; quiet < 3;) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    const { rows } = await client.query<{ busy: boolean }>(`
      select exists (
        select 1 from pg_stat_activity where backend_type = 'client backend' and state <> 'idle' and pid <> pg_backend_pid()
      ) as busy`);
    quiet = rows[0]!.busy ? 0 : quiet + 1;
  }
  await client.end();
}

/** The bare server is a measure only as long as it gives the same answer. */
async function requireSameAnswer(portal: Server, bare: Server, [ofPortal, ofBare]: [Shot, Shot]): Promise<void> {
  const ask = async ({ url }: Server, { path, headers }: Shot): Promise<unknown> => (await fetch(url + path, { headers })).json();
  const answers = await Promise.all([ask(portal, ofPortal), ask(bare, ofBare)]);
  if (!isDeepStrictEqual(answers[0], answers[1])) throw new Error('The bare server lists other free times than the portal.');
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
  const won = count((status) => status === 200);
  const conflicts = count((status) => status === 409);
  const p99 = times.sort((a, b) => a - b)[Math.ceil(times.length * 0.99) - 1]!;
  console.log(
    `${RACERS} clients on one time: ${won} won, ${conflicts} got 409 with free times, ${count((status) => status >= 500)} failed; p99 ${p99.toFixed(0)} ms`,
  );
  if (won !== 1 || conflicts !== RACERS - 1) process.exitCode = 1;
}

/** What the database alone can do: the same transaction as SQL from `pgbench`, where there is one. */
async function limit(days: string[]): Promise<void> {
  const start = promisify(execFile);
  const { hostname, port, username, password, pathname } = new URL(database.url);
  const env = {
    ...process.env,
    PGHOST: hostname,
    PGPORT: port,
    PGUSER: username,
    PGPASSWORD: decodeURIComponent(password),
    PGDATABASE: pathname.slice(1),
  };
  const isThere = await start('pgbench', ['--version']).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    console.log('pgbench is not on the PATH; the bare server is the limit shown here.');
    return;
  }
  const script = join(folder, 'booking.sql');
  writeFileSync(script, bookingScript(days));
  const figures: string[] = [];
  for (const clients of CLIENTS) {
    // Each connection starts cold; a short run would see little else.
    const seconds = Math.max(SECONDS, Math.ceil(clients / 5));
    const options = ['-n', '-M', 'prepared', '-c', String(clients), '-j', '1', '-T', String(seconds), '-f', script];
    const { stdout } = await start('pgbench', options, { env });
    const figure = (pattern: RegExp) => Number(pattern.exec(stdout)?.[1]).toFixed(0);
    figures.push(`${clients} clients ${figure(/tps = ([\d.]+)/)}/s, ${figure(/latency average = ([\d.]+)/)} ms on average`);
    await untilIdle();
  }
  console.log(`pgbench, the same transaction in SQL alone: ${figures.join('; ')}`);
}

/** No colons in literals: `pgbench` takes what follows them for a variable. */
function bookingScript(days: string[]): string {
  return `
    \\set n random(1, ${MOVERS})
    \\set day random(1, ${days.length})
    \\set start 540 + 30 * random(0, 11)
    select i.record_id as record, i.discipline, p.account_id as account, i.id as inspection, ('{${days.join()}}'::date[])[:day::int] as date
      from inspections.inspection i join records.party p using (record_id)
      where i.id = ('0190000f-0000-7000-8000-' || lpad(:n::text, 12, '0'))::uuid
        and p.account_id = ('0190000a-0000-7000-8000-' || lpad(:n::text, 12, '0'))::uuid \\gset
    begin;
    select status, version from inspections.inspection where id = :inspection::uuid for no key update;
    select date, start_minute from inspections.appointment where inspection_id = :inspection::uuid;
    select pg_advisory_xact_lock(hashtextextended('inspections.day ' || :date::text, 0));
    select count(*) as found, coalesce(min(id::text), '-') as inspector from (
      select s.id from inspections.inspector s left join lateral (
        select count(*) as visits, bool_or(a.start_minute < :start::int + 30 and a.end_minute > :start::int) as taken
        from inspections.appointment a
        where a.inspector_id = s.id and a.date = :date::date and a.status in ('booked', 'done') and a.inspection_id <> :inspection::uuid
      ) busy on true
      where s.active and s.disciplines @> array[:discipline::text] and busy.visits < s.day_capacity and not coalesce(busy.taken, false)
        and not exists (select 1 from inspections.absence b where b.inspector_id = s.id and b.cancelled_at is null
          and :date::date between b.from_date and b.to_date and b.from_minute < :start::int + 30 and b.to_minute > :start::int)
      order by busy.visits, s.id limit 1) free \\gset
    \\if :found
    insert into inspections.appointment as a
      (inspection_id, inspector_id, date, start_minute, end_minute, status, zip, booked_by, booked_at, changed_at)
      values (:inspection::uuid, :inspector::uuid, :date::date, :start::int, :start::int + 30, 'booked', '60505', :account::uuid, now(), now())
      on conflict (inspection_id) do update set inspector_id = excluded.inspector_id, date = excluded.date,
        start_minute = excluded.start_minute, end_minute = excluded.end_minute, status = 'booked', sequence = a.sequence + 1,
        changed_at = excluded.changed_at;
    update inspections.inspection set status = 'scheduled', version = version + 1 where id = :inspection::uuid and status = 'ready';
    insert into records.record_event (id, record_id, type, summary, visibility, actor_id, occurred_at)
      values (gen_random_uuid(), :record::uuid, 'inspections.inspection-scheduled', 'Fence final', 'parties', :account::uuid, now());
    with saved as (
      insert into platform.event (id, type, facts, occurred_at, actor_id)
      values (gen_random_uuid(), 'inspections.inspection-scheduled', jsonb_build_object('inspectionId', :inspection::text), now(), :account::uuid)
      returning id
    )
    select count(*) from graphile_worker.add_jobs(array(
      select ('event', json_build_object('listener', '${LISTENER}', 'eventId', id), null, null, 16, null, null, null)::graphile_worker.job_spec
      from saved));
    \\endif
    commit;
  `.replaceAll(/^ +/gm, '');
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
