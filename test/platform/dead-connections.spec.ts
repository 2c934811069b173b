import { expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { Database } from '../../src/platform/database/database.js';
import { startPlatform } from '../support/platform.js';

it('keeps its place in the pool for others when the server drops a connection in the middle of a transaction', async () => {
  const app = await startPlatform({});
  const database = app.get(Database);
  const pool = await database.pool();
  for (let time = 0; time < 30; time += 1) {
    await expect(database.transaction(() => database.execute(sql`select pg_terminate_backend(pg_backend_pid())`))).rejects.toThrow();
  }
  expect(pool.totalCount - pool.idleCount).toBe(0);
  expect(await database.transaction(() => database.row(sql`select 1 as one`))).toEqual({ one: 1 });
  await app.close();
});
