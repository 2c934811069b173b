import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { cloneDatabase, type TestDatabase } from './support/database.js';
import { describe } from './support/sql/describe.js';
import { Project } from './support/sql/project.js';
import { differences } from './support/sql/rows.js';
import { statementsOf } from './support/sql/statements.js';

const ROOT = join(import.meta.dirname, '..');

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

it('knows the tables as the migrations make them', () => {
  const check = ['--import', './test/support/typescript.mjs', 'scripts/schema.mjs', '--check'];
  const env = { ...process.env, MIGRATED_DATABASE_URL: database.url };
  expect(() => execFileSync(process.execPath, check, { cwd: ROOT, env, stdio: 'pipe' })).not.toThrow();
});

it('sends only statements that PostgreSQL can prepare, and gets the rows that the sources say', async () => {
  const project = new Project('src/');
  const { statements, unread } = statementsOf(project);
  const problems = [...unread];
  const client = new Client({ connectionString: database.url });
  await client.connect();
  for (const { place, text, row } of statements) {
    try {
      const columns = await describe(client, text);
      if (row) problems.push(...differences(project, row, columns).map((difference) => `${place}: ${difference}`));
    } catch (error) {
      problems.push(`${place}: ${(error as Error).message}\n${text}`);
    }
  }
  await client.end();
  expect([...new Set(problems)]).toEqual([]);
  expect(statements.length).toBeGreaterThan(400);
}, 600_000);
