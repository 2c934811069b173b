import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import pg from 'pg';

/**
 * The least that books an inspection and lists free times with the same safety: `node:http`, `pg`, the same statements in the same
 * transaction. No framework, no sign-in, no validation.
 */
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 });
pool.on('error', () => {});
const SLOT = 30;
const STARTS = Array.from({ length: 12 }, (_, n) => 540 + SLOT * n);
const TIMES = [...STARTS, 900].map((minute) => new Temporal.PlainTime(Math.floor(minute / 60), minute % 60).toString().slice(0, 5));
const LISTENERS = ['notifications.tell-inspection-scheduled'];

const PARTY = `
  select i.record_id, i.record_number, i.type_name, i.discipline, r.address from inspections.inspection i
  join records.record r on r.id = i.record_id
  join records.party p on p.record_id = r.id and p.account_id = $2 where i.id = $1`;

const busy = (inspector: string, from: string, to: string, without: string) => `
  select date, count(*) filter (where is_visit)::int as visits, string_agg(start_minute || '-' || end_minute, ',') as taken
  from (
    select a.date, a.start_minute, a.end_minute, true as is_visit from inspections.appointment a
    where a.inspector_id = ${inspector} and a.date between ${from} and ${to} and a.status in ('booked', 'done') and a.inspection_id <> ${without}
    union all
    select day::date, b.from_minute, b.to_minute, false
    from inspections.absence b, generate_series(greatest(b.from_date, ${from}), least(b.to_date, ${to}), interval '1 day') day
    where b.inspector_id = ${inspector} and b.cancelled_at is null and b.to_date >= ${from} and b.from_date <= ${to}
  ) entry group by date`;

const DAYS = `
  select s.id, s.day_capacity, busy.date::text as date, coalesce(busy.visits, 0) as visits, coalesce(busy.taken, '') as taken
  from inspections.inspector s left join lateral (${busy('s.id', '$2::date', '$3::date', '$4::uuid')}) busy on true
  where s.active and s.disciplines @> array[$1]::text[]`;

const CANDIDATES = `
  select s.id, s.name, s.day_capacity, s.districts, coalesce(busy.visits, 0) as visits, coalesce(busy.taken, '') as taken, places.list as places
  from inspections.inspector s left join lateral (${busy('s.id', '$2::date', '$2::date', '$3::uuid')}) busy on true
  left join lateral (
    select json_agg(json_build_object('zip', a.zip, 'district', a.district)) as list from inspections.appointment a
    where a.inspector_id = s.id and a.date = $2::date and a.status in ('booked', 'done') and a.inspection_id <> $3::uuid
  ) places on true
  where s.active and s.disciplines @> array[$1]::text[]`;

const STORE = `
  insert into inspections.appointment as a
    (inspection_id, inspector_id, date, start_minute, end_minute, status, zip, booked_by, booked_at, changed_at)
  values ($1, $2, $3, $4, $5, 'booked', $6, $7, now(), now())
  on conflict (inspection_id) do update set inspector_id = excluded.inspector_id, date = excluded.date, start_minute = excluded.start_minute,
    end_minute = excluded.end_minute, status = 'booked', sequence = a.sequence + 1, changed_at = excluded.changed_at`;

const TELL = `
  insert into records.record_event (id, record_id, type, summary, visibility, actor_id, occurred_at)
  values ($1, $2, 'inspections.inspection-scheduled', $3, 'parties', $4, now())`;

const PUBLISH = `
  with saved as (
    insert into platform.event (id, type, facts, occurred_at, actor_id)
    select (e->>'id')::uuid, e->>'type', e->'facts', now(), $3 from jsonb_array_elements($1::jsonb) e
  )
  select count(*) from graphile_worker.add_jobs(array(
    select ('event', j, null, null, 16, null, null, null)::graphile_worker.job_spec from json_array_elements($2::json) j))`;

interface Day {
  id: string;
  day_capacity: number;
  date: string | null;
  visits: number;
  taken: string;
}

createServer((request, response) => {
  void read(request).then(async (body) => {
    const url = new URL(request.url!, 'http://bare');
    const given = Object.fromEntries(url.searchParams);
    try {
      const [status, answer] =
        url.pathname === '/ready'
          ? [200, {}]
          : url.pathname === '/availability'
            ? [200, await availability(given)]
            : await book({ ...given, ...(JSON.parse(body) as Record<string, string>) });
      response.writeHead(status as number, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    } catch (error) {
      console.error(error);
      response.writeHead(500).end(String(error));
    }
  });
}).listen(Number(process.env.PORT), '127.0.0.1');

async function availability({ id, accountId, days: given }: Record<string, string>): Promise<unknown> {
  const days = given!.split(',');
  const { rows: inspections } = await pool.query<{ discipline: string }>(PARTY, [id, accountId]);
  const { rows } = await pool.query<Day>(DAYS, [inspections[0]!.discipline, days[0], days.at(-1), id]);
  const inspectors = new Set(rows.map((row) => row.id)).size;
  const remaining = new Map(days.map((date) => [date, STARTS.map(() => inspectors)]));
  for (const { date, visits, day_capacity: capacity, taken } of rows) {
    const ofDay = date === null ? undefined : remaining.get(date);
    if (!ofDay) continue;
    const busy = STARTS.map(() => visits >= capacity);
    for (const [from, to] of ranges(taken)) {
      const first = Math.max(0, Math.floor((from! - STARTS[0]!) / SLOT));
      for (let n = first; n < STARTS.length && STARTS[n]! < to!; n++) busy[n] = true;
    }
    busy.forEach((isBusy, n) => {
      if (isBusy) ofDay[n]! -= 1;
    });
  }
  const free: unknown[] = [];
  for (const [date, ofDay] of remaining) {
    ofDay.forEach((count, n) => {
      if (count > 0) free.push({ date, start: TIMES[n], end: TIMES[n + 1], remaining: count });
    });
  }
  return free;
}

async function book({ id, accountId, date, start }: Record<string, string>): Promise<[number, unknown]> {
  const startMinute = Number(start!.slice(0, 2)) * 60 + Number(start!.slice(3));
  const { rows: inspections } = await pool.query<{
    record_id: string;
    record_number: string;
    type_name: string;
    discipline: string;
    address: { zip: string };
  }>(PARTY, [id, accountId]);
  const inspection = inspections[0]!;
  const client = await pool.connect();
  try {
    await client.query('begin');
    await client.query('select status, version from inspections.inspection where id = $1 for no key update', [id]);
    await client.query('select * from inspections.appointment where inspection_id = $1', [id]);
    await client.query(`select pg_advisory_xact_lock(hashtextextended('inspections.day ' || $1, 0))`, [date]);
    const { rows } = await client.query<Day & { name: string }>(CANDIDATES, [inspection.discipline, date, id]);
    const fit = rows.filter(({ visits, day_capacity: capacity, taken }) => visits < capacity && isFree(ranges(taken), startMinute));
    fit.sort((one, other) => one.visits - other.visits || (one.id < other.id ? -1 : 1));
    if (fit.length === 0) {
      await client.query('rollback');
      return [409, {}];
    }
    const inspector = fit[0]!;
    await client.query(STORE, [id, inspector.id, date, startMinute, startMinute + SLOT, inspection.address.zip, accountId]);
    await client.query(`update inspections.inspection set status = 'scheduled', version = version + 1 where id = $1 and status = 'ready'`, [
      id,
    ]);
    await client.query(TELL, [randomUUID(), inspection.record_id, `${inspection.type_name} on ${date}`, accountId]);
    const eventId = randomUUID();
    const facts = { recordId: inspection.record_id, number: inspection.record_number, inspectionId: id, date, start };
    await client.query(PUBLISH, [
      JSON.stringify([{ id: eventId, type: 'inspections.inspection-scheduled', facts }]),
      JSON.stringify(LISTENERS.map((listener) => ({ listener, eventId }))),
      accountId,
    ]);
    await client.query('commit');
    return [200, { date, start, inspector: { id: inspector.id, name: inspector.name } }];
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

function ranges(taken: string): number[][] {
  return taken === '' ? [] : taken.split(',').map((range) => range.split('-').map(Number));
}

function isFree(taken: number[][], start: number): boolean {
  return taken.every(([from, to]) => to! <= start || start + SLOT <= from!);
}

async function read(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
