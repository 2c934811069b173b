import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { accountId, recordId, SECRET, seed } from './seed.ts';
import { startServer } from './servers.ts';

/**
 * Events from commit to handled: some writers commit one event each, as the portal does in its transactions, and one portal with its
 * worker hands every one to a real listener (`payments.empty-cart-of-unlinked`, which looks up the parties and clears a cart).
 */
const EVENTS = Number(process.env.BENCH_EVENTS ?? 5000);
const WRITERS = 4;
const LISTENER = 'payments.empty-cart-of-unlinked';

const folder = mkdtempSync(join(tmpdir(), 'frontcounter-bench-'));
const database = await startEmbeddedPostgres(folder);
const portal = await startServer('dist/src/main.js', 4313, '/ready', {
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
  await seed(database.url);
  const pool = new pg.Pool({ connectionString: database.url, max: WRITERS + 1 });
  pool.on('error', () => {});
  await publish(pool, 200);
  await handled(pool, 200);

  const begun = performance.now();
  await publish(pool, EVENTS);
  const committed = performance.now();
  await handled(pool, 200 + EVENTS);
  const seconds = (performance.now() - begun) / 1000;
  console.log(
    `${EVENTS} events committed in ${((committed - begun) / 1000).toFixed(1)} s and handled in ${seconds.toFixed(1)} s: ${(EVENTS / seconds).toFixed(0)} events/s`,
  );
  await pool.end();
  await portal.stop();
} finally {
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit();
}

async function publish(pool: pg.Pool, count: number): Promise<void> {
  let left = count;
  const writer = async () => {
    while (left-- > 0) {
      const n = left + 1;
      await pool.query(
        `with event as (
           insert into platform.event (id, type, facts, occurred_at) values (gen_random_uuid(), 'records.record-unlinked', $1::jsonb, now()) returning id
         )
         select graphile_worker.add_jobs(array[('event', json_build_object('listener', $2::text, 'eventId', event.id), null, null, 16, null, null, null)::graphile_worker.job_spec])
         from event`,
        [JSON.stringify({ recordId: recordId(n), number: 'RST-2025-100001', accountId: accountId(20_000 - (n % 5000)) }), LISTENER],
      );
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
}

async function handled(pool: pg.Pool, count: number): Promise<void> {
  for (;;) {
    const { rows } = await pool.query<{ done: number }>(`select count(*)::int as done from platform.event_handled where listener = $1`, [
      LISTENER,
    ]);
    if (rows[0]!.done >= count) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
