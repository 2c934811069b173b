import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Pool } from 'pg';
import { prepareStatements } from '../../src/platform/database/prepared-statements.js';
import { cloneDatabase, type TestDatabase } from '../support/database.js';

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await cloneDatabase();
  pool = new Pool({ connectionString: database.url, max: 1 });
  prepareStatements(pool);
  await pool.query('create table thing (id int, name text)');
  await pool.query(`insert into thing values (1, 'a'), (2, 'b')`);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

const THING = 'select * from thing where id = $1';
const find = async (id: number) => (await pool.query(THING, [id])).rows;
const prepared = async () => (await pool.query('select statement from pg_prepared_statements')).rows.map(({ statement }) => statement);

it('prepares what comes a second time in the same words, and answers as before', async () => {
  expect(await find(1)).toEqual([{ id: 1, name: 'a' }]);
  expect(await prepared()).toEqual([]);
  expect(await find(2)).toEqual([{ id: 2, name: 'b' }]);
  expect(await find(3)).toEqual([]);
  expect(await prepared()).toEqual([THING]);
});

it('prepares anew what a changed table made useless', async () => {
  await find(1);
  await find(1);
  await pool.query('alter table thing add color text');
  await expect(find(1)).rejects.toThrow('cached plan must not change result type');
  expect(await find(1)).toEqual([{ id: 1, name: 'a', color: null }]);
});
