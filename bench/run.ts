import { fork } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import type { Recording, Statement } from './bare-server.ts';
import { measure, middle, peakMegabytes, type Figures, type Shot } from './measure.ts';
import { OPERATIONS, type Operation } from './operations.ts';
import { SECRET, seed } from './seed.ts';
import { startServer } from './servers.ts';

/**
 * Portal and bare server in turn, over one full-size database, in one run. The figures that count are the ratios: both servers, the
 * database and the clients share this machine. Background work is off (`WORKER=off`), so that it is not charged to the requests;
 * `bench/events.ts` measures it alone.
 */
const CLIENTS = Number(process.env.BENCH_CLIENTS ?? 16);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 4);
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const MANY_CLIENTS = 64;
const only = process.argv.slice(2);

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
  const recordingsFile = join(folder, 'recordings.json');
  writeFileSync(recordingsFile, JSON.stringify(await record()));
  const portal = await startServer('dist/src/main.js', 4310, '/ready', environment);
  const bare = await startServer('bench/bare-server.ts', 4311, '/ready', { DATABASE_URL: database.url, RECORDINGS: recordingsFile });

  const rows: string[][] = [];
  for (const operation of OPERATIONS.filter(({ name }) => only.length === 0 || only.includes(name))) {
    const next = numbers(operation);
    const ofPortal: Figures[] = [];
    const ofBare: Figures[] = [];
    await measure(portal.url, portal.pid, CLIENTS, 1, () => operation.shot(next()));
    await measure(bare.url, bare.pid, CLIENTS, 1, () => bareShot(operation, next()));
    for (let round = 0; round < ROUNDS; round++) {
      ofPortal.push(await measure(portal.url, portal.pid, CLIENTS, SECONDS, () => operation.shot(next())));
      ofBare.push(await measure(bare.url, bare.pid, CLIENTS, SECONDS, () => bareShot(operation, next())));
    }
    rows.push(row(operation.name, middle(ofPortal), middle(ofBare), sum(ofPortal) + sum(ofBare)));
  }
  table(
    [
      'operation',
      'portal req/s',
      'bare req/s',
      'ratio',
      'portal p50/p99 ms',
      'bare p50/p99 ms',
      'CPU ms portal/bare',
      'CPU ratio',
      'failures',
    ],
    rows,
  );

  const crowd = OPERATIONS.find(({ name }) => name === 'getDashboard')!;
  let n = 0;
  const figures = await measure(portal.url, portal.pid, MANY_CLIENTS, SECONDS, () => crowd.shot(++n));
  console.log(
    `\n${MANY_CLIENTS} clients on ${crowd.name}: ${figures.requestsPerSecond.toFixed(0)} req/s, p99 ${figures.p99Ms} ms, ${figures.failures} failures`,
  );
  console.log(
    `Peak resident memory of the portal: ${peakMegabytes(portal.pid).toFixed(0)} MB (bare server ${peakMegabytes(bare.pid).toFixed(0)} MB)`,
  );
  await Promise.all([portal.stop(), bare.stop()]);
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await database.stop();
  rmSync(folder, { recursive: true, force: true });
  process.exit();
}

/** Starts a portal that tells its statements, seeds the database, and asks each operation twice: the second time caches are warm. */
async function record(): Promise<Record<string, Recording>> {
  const child = fork('dist/src/main.js', {
    env: { ...process.env, ...environment, PORT: '4312' },
    execArgv: ['--import', './bench/record-statements.mjs'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  process.once('exit', () => child.kill('SIGKILL'));
  let heard: (Statement & { pid: number })[] = [];
  child.on('message', (statement: Statement & { pid: number }) => heard.push(statement));
  await until(async () => (await fetch('http://127.0.0.1:4312/ready').catch(() => undefined))?.ok === true);
  await seed(database.url);

  const recordings: Record<string, Recording> = {};
  for (const operation of OPERATIONS) {
    if (operation.echo) continue;
    const first = operation.supply ? operation.supply.first + operation.supply.count - 2 : 1;
    await ask(operation.shot(first));
    await quiet(() => heard.length);
    heard = [];
    const startedAt = Date.now();
    await ask(operation.shot(first + 1));
    await quiet(() => heard.length);
    recordings[operation.name] = {
      statements: heard.map(({ text, values, rows }) => ({ text, values, rows })),
      inputs: operation.inputs(first + 1),
      startedAt,
    };
  }
  await new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGINT');
  });
  for (const [name, { statements }] of Object.entries(recordings)) console.log(`${name}: ${statements.length} statements`);
  return recordings;

  async function ask(shot: Shot): Promise<void> {
    const content = shot.body === undefined ? {} : { body: JSON.stringify(shot.body) };
    const headers = { ...(shot.body === undefined ? {} : { 'content-type': 'application/json' }), ...shot.headers };
    const answer = await fetch(`http://127.0.0.1:4312${shot.path}`, { method: shot.method, headers, ...content });
    if (!answer.ok) throw new Error(`${shot.method} ${shot.path} answered ${answer.status}: ${await answer.text()}`);
  }
}

/** Counts through the clients, or through what the operation uses up. */
function numbers({ supply }: Operation): () => number {
  let n = supply ? supply.first - 1 : 0;
  return () => {
    n += 1;
    // Past the seed's end requests fail and are counted: the table then says that the seed was too small.
    return n;
  };
}

function bareShot(operation: Operation, n: number): Shot {
  if (operation.echo) return { method: 'POST', path: '/echo', body: operation.shot(n).body };
  return { method: 'POST', path: `/${operation.name}?${new URLSearchParams(operation.inputs(n)).toString()}` };
}

function row(name: string, portal: Figures, bare: Figures, failures: number): string[] {
  return [
    name,
    portal.requestsPerSecond.toFixed(0),
    bare.requestsPerSecond.toFixed(0),
    (portal.requestsPerSecond / bare.requestsPerSecond).toFixed(2),
    `${portal.p50Ms}/${portal.p99Ms}`,
    `${bare.p50Ms}/${bare.p99Ms}`,
    `${portal.cpuMsPerRequest.toFixed(2)}/${bare.cpuMsPerRequest.toFixed(2)}`,
    (portal.cpuMsPerRequest / bare.cpuMsPerRequest).toFixed(1),
    String(failures),
  ];
}

function sum(rounds: Figures[]): number {
  return rounds.reduce((total, { failures }) => total + failures, 0);
}

function table(head: string[], rows: string[][]): void {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((cells) => cells[column]!.length)));
  for (const cells of [head, ...rows])
    console.log(cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join('  '));
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (await condition()) return;
    await pause(100);
  }
  throw new Error('The portal did not get ready within a minute.');
}

/** Waits until nothing more is heard. */
async function quiet(count: () => number): Promise<void> {
  for (let before = -1; before !== count();) {
    before = count();
    await pause(150);
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
