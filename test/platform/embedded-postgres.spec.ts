import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { EmbeddedPostgresError, startEmbeddedPostgres } from '../../src/platform/database/embedded-postgres.js';
import { until } from '../support/child.js';

const SOURCE = join(import.meta.dirname, '../../src/platform/database/embedded-postgres.ts');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'frontcounter-embedded-'));
  // As root the server has a user of its own, who must be let in.
  chmodSync(folder, 0o711);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const note = () => join(folder, 'postgres', 'postmaster.pid');

async function ask(url: string, question: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<{ answer: unknown }>(question)).rows[0]?.answer;
  } finally {
    await client.end();
  }
}

it('is one server for all who ask at once, stopped by the last of them, and keeps its data', async () => {
  const all = await Promise.all([1, 2, 3].map(() => startEmbeddedPostgres(folder)));
  expect(new Set(all.map(({ url }) => url)).size).toBe(1);
  await ask(all[0]!.url, 'create table kept as select 42 as answer');
  await all[0]!.stop();
  await all[1]!.stop();
  expect(await ask(all[2]!.url, 'select answer from kept')).toBe(42);
  await all[2]!.stop();
  expect(existsSync(note())).toBe(false);

  const again = await startEmbeddedPostgres(folder);
  expect(await ask(again.url, 'select answer from kept')).toBe(42);
  await again.stop();
}, 60_000);

it('lets in nobody without the password of this folder', async () => {
  const server = await startEmbeddedPostgres(folder);
  const url = new URL(server.url);
  url.password = 'postgres';
  await expect(ask(url.toString(), 'select 1 as answer')).rejects.toThrow('password authentication failed');
  await server.stop();
}, 60_000);

it('is started again where it was when it dies, keeps its data, and is stopped as ever', async () => {
  const told: string[] = [];
  const server = await startEmbeddedPostgres(folder, { tell: (what) => told.push(what) });
  await ask(server.url, 'create table kept as select 42 as answer');
  process.kill(Number(readFileSync(note(), 'utf8').split('\n')[0]), 'SIGKILL');
  await until(
    () => told.length === 2,
    () => `It was not started again: ${told.join(' ')}`,
  );
  expect(told).toEqual(['The embedded PostgreSQL is gone; starting it again.', 'The embedded PostgreSQL runs again.']);
  expect(await ask(server.url, 'select answer from kept')).toBe(42);
  await server.stop();
  expect(existsSync(note())).toBe(false);
}, 60_000);

it('recovers when the server was killed and its number is another process’s now', async () => {
  const server = await startEmbeddedPostgres(folder, { revives: false });
  await ask(server.url, 'create table kept as select 42 as answer');
  const lines = readFileSync(note(), 'utf8').split('\n');
  process.kill(Number(lines[0]), 'SIGKILL');
  await until(
    async () => (await ask(server.url, 'select 1').catch(() => 'gone')) === 'gone',
    () => 'The server lives on.',
  );
  writeFileSync(note(), [String(process.pid), ...lines.slice(1)].join('\n'));

  const again = await startEmbeddedPostgres(folder);
  expect(await ask(again.url, 'select answer from kept')).toBe(42);
  await again.stop();
  await server.stop();
}, 60_000);

it('says so when the data was made by another version', async () => {
  await (await startEmbeddedPostgres(folder)).stop();
  writeFileSync(join(folder, 'postgres', 'PG_VERSION'), '12\n');
  const refused = startEmbeddedPostgres(folder);
  await expect(refused).rejects.toBeInstanceOf(EmbeddedPostgresError);
  await expect(refused).rejects.toThrow(/was made by PostgreSQL 12; the embedded one is now PostgreSQL 18.*\nSet DATABASE_URL/s);
}, 60_000);

it('shows the server’s own words when it does not start', async () => {
  await (await startEmbeddedPostgres(folder)).stop();
  writeFileSync(join(folder, 'postgres', 'postgresql.conf'), 'no_such_setting = on\n');
  await expect(startEmbeddedPostgres(folder)).rejects.toThrow(/does not start\.[^]*no_such_setting/);
}, 60_000);

it('ends and is forgotten with the process that started it for tests, even a killed one', async () => {
  const script = `const { startEmbeddedPostgres } = await import(${JSON.stringify(SOURCE)});
    await startEmbeddedPostgres(${JSON.stringify(folder)}, { durable: false }); process.kill(process.pid, 'SIGKILL');`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: 'ignore' });
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
  await until(
    () => !existsSync(join(folder, 'postgres', 'PG_VERSION')),
    () => 'The data is still there.',
  );
}, 60_000);
