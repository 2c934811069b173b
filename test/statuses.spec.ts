import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { StatusMachine } from '../src/platform/status/status-machine.js';
import { cloneDatabase } from './support/database.js';

const ROOT = join(import.meta.dirname, '..');
const SOURCES = globSync('src/**/*.ts', { cwd: ROOT }).filter((file) => !file.endsWith('.spec.ts'));

const textOf = (file: string) => readFileSync(join(ROOT, file), 'utf8');

interface Found {
  file: string;
  name: string;
  machine: StatusMachine<string, string>;
}
let machines: Found[];
let database: Awaited<ReturnType<typeof cloneDatabase>>;
let client: pg.Client;

beforeAll(async () => {
  const files = SOURCES.filter((file) => file.endsWith('.status.ts'));
  const loaded = await Promise.all(files.map(async (file) => [file, (await import(join(ROOT, file))) as Record<string, unknown>] as const));
  machines = loaded.flatMap(([file, exported]) =>
    Object.entries(exported).flatMap(([name, machine]) => (machine instanceof StatusMachine ? [{ file, name, machine }] : [])),
  );
  database = await cloneDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

describe('what has a status', () => {
  it('has one machine for each table, in a file of its own kind', () => {
    const tables = machines.map(({ machine }) => machine.table);
    expect(tables.filter((table, index) => tables.indexOf(table) !== index)).toEqual([]);
    const without = SOURCES.filter((file) => file.endsWith('.status.ts') && !machines.some((found) => found.file === file));
    expect(without).toEqual([]);
  });

  it('comes to every status from the first one, by verbs that name no other', () => {
    for (const { name, machine } of machines) {
      const reached = new Set(machine.statuses.slice(0, 1));
      for (const status of reached) for (const next of machine.following(status)) reached.add(next);
      expect([name, [...reached].sort()]).toEqual([name, [...machine.statuses].sort()]);
      for (const verb of machine.each()) {
        const { from, to = [] } = machine.verbs[verb]!;
        expect([name, verb, [...from, ...[to].flat()].filter((status) => !machine.statuses.includes(status))]).toEqual([name, verb, []]);
        expect([name, verb, from.length > 0]).toEqual([name, verb, true]);
      }
    }
  });

  it('changes only as its machine says', () => {
    for (const { file, name, machine } of machines) {
      const users = SOURCES.filter((other) => other !== file && new RegExp(`\\b${name}\\b`).test(textOf(other)));
      expect([name, users.some((user) => !/\.(errors|dto)\.ts$/.test(user))]).toEqual([name, true]);
      const room = file.split('/').slice(0, 3).join('/');
      const verbs = SOURCES.filter((other) => other !== file && (other.startsWith(`${room}/`) || other.startsWith('src/platform/csv/')));
      const written = verbs.map(textOf).join('\n');
      expect([name, machine.each().filter((verb) => !written.includes(`'${verb}'`))]).toEqual([name, []]);
    }
  });

  it('has the statuses in the database that its machine has, and no column of statuses goes without one', async () => {
    const { rows } = await client.query<{ table: string; check: string }>(`
      select c.conrelid::regclass::text as table, pg_get_constraintdef(c.oid) as check
      from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and c.conkey = array[a.attnum]
      where c.contype = 'c' and a.attname in ('status', 'state') and pg_get_constraintdef(c.oid) ~ '^CHECK \\(\\((status|state) = ANY'`);
    expect(rows.length).toBeGreaterThan(10);
    const inDatabase = rows.map(({ table, check }) => [table, [...check.matchAll(/'([^']+)'/g)].map(([, status]) => status).sort()]);
    const inCode = machines.map(({ machine }) => [machine.table, [...machine.statuses].sort()]);
    expect(new Map(inDatabase as [string, string[]][])).toEqual(new Map(inCode as [string, string[]][]));
  });
});

it('gives every file of statuses the name of what has them', () => {
  for (const { file } of machines) expect(basename(file)).toMatch(/^[a-z-]+\.status\.ts$/);
});
