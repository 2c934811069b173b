import { mkdtempSync, rmSync } from 'node:fs';
import { get, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { cpuMs, residentMegabytes } from './measure.ts';
import { recordId, recordNumber, SECRET, seed, tokenOf } from './seed.ts';
import { startServer } from './servers.ts';

/**
 * A thousand people listen to what changes for them at one portal, while their records change one after another: the memory that they
 * take, and the time from a commit to the line that tells of it.
 */
const LISTENERS = Number(process.env.BENCH_LISTENERS ?? 1000);
const CHANGES = 500;

const folder = mkdtempSync(join(tmpdir(), 'frontcounter-bench-'));
const database = await startEmbeddedPostgres(folder);
const portal = await startServer('dist/src/main.js', 4314, '/ready', {
  NODE_ENV: '',
  DATABASE_URL: database.url,
  DATA_DIR: folder,
  JWT_SECRET: SECRET,
  LOG_LEVEL: 'error',
  HOST: '127.0.0.1',
  WORKER: 'off',
  ADMIN_EMAIL: 'bench@example.com',
  ADMIN_PASSWORD: 'nothing is measured here',
});
/** Who waits for the line about a record, by its number. */
const waiting = new Map<string, () => void>();
try {
  await seed(database.url);
  const client = new pg.Client({ connectionString: database.url });
  client.on('error', () => {});
  await client.connect();
  await listen(1);
  await sleep(2000);
  const before = residentMegabytes(portal.pid);
  for (let n = 2; n <= LISTENERS; n += 50) await Promise.all(range(n, Math.min(n + 50, LISTENERS + 1)).map(listen));
  await sleep(2000);
  const megabytes = residentMegabytes(portal.pid);

  const delays: number[] = [];
  const cpu = cpuMs(portal.pid);
  for (let change = 0; change < CHANGES; change += 1) delays.push(await tell(client, (change % LISTENERS) + 1));
  delays.sort((a, b) => a - b);
  const at = (share: number) => delays[Math.min(delays.length - 1, Math.floor(delays.length * share))]!.toFixed(1);
  console.log(
    `${LISTENERS} listeners: ${megabytes.toFixed(0)} MB resident, ${before.toFixed(0)} MB with one; from commit to line ` +
      `${at(0.5)} ms in the middle, ${at(0.99)} ms at p99, ${at(1)} ms at most; ${((cpuMs(portal.pid) - cpu) / CHANGES).toFixed(1)} ms of processor a change`,
  );
  await client.end();
  await portal.stop();
} finally {
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit();
}

async function listen(n: number): Promise<void> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) =>
    get(`${portal.url}/v1/changes`, { headers: { authorization: `Bearer ${tokenOf(n)}` }, agent: false }, resolve).once('error', reject),
  );
  if (answer.statusCode !== 200) throw new Error(`A stream was refused with ${answer.statusCode}.`);
  answer.setEncoding('utf8').on('data', (text: string) => {
    for (const [, number] of text.matchAll(/"(RST-\d+-\d+)"/g)) waiting.get(number!)?.();
  });
}

/** Milliseconds from the commit to the line. */
async function tell(client: pg.Client, n: number): Promise<number> {
  const told = new Promise<number>((resolve) => waiting.set(recordNumber(n), () => resolve(performance.now())));
  await client.query('update records.record set version = version + 1 where id = $1', [recordId(n)]);
  const committed = performance.now();
  const delay = (await told) - committed;
  waiting.delete(recordNumber(n));
  return Math.max(0, delay);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
