import { expect, it } from '@jest/globals';
import { Controller, Get, Post } from '@nestjs/common';
import { sql } from 'kysely';
import { Public } from '../../src/platform/auth/auth.decorators.js';
import { Database } from '../../src/platform/database/database.js';
import { startPlatform } from '../support/platform.js';

@Public()
@Controller('well')
class WellController {
  constructor(private readonly database: Database) {}

  @Get()
  look(): Promise<unknown> {
    return this.database.rows(sql`select 1 as one`);
  }

  @Post()
  draw(): Promise<unknown> {
    return this.database.transaction(() => this.database.rows(sql`select 1 as one`));
  }
}

it('says that it is not available while the database is not, when to come back, and nothing more', async () => {
  const app = await startPlatform({ controllers: [WellController] });
  const pool = (await app.get(Database).pool()) as unknown as { options: { port: number } };
  const { port } = pool.options;
  const ask = (method: string) => fetch(`${app.url}/v1/well`, { method });
  expect((await ask('GET')).status).toBe(200);

  // From here on the database is looked for where nobody listens.
  pool.options.port = 1;
  await app
    .get(Database)
    .transaction(() => app.get(Database).execute(sql`select pg_terminate_backend(pg_backend_pid())`))
    .catch(() => {});
  for (const method of ['GET', 'POST']) {
    const response = await ask(method);
    expect([method, response.status, response.headers.get('retry-after')]).toEqual([method, 503, '5']);
    const text = await response.text();
    expect(JSON.parse(text)).toMatchObject({ code: 'platform.unavailable', detail: 'Nothing was changed. Try again in a few seconds.' });
    expect(text).not.toMatch(/ECONNREFUSED|127\.0\.0\.1|postgres/);
  }

  pool.options.port = port;
  expect((await ask('GET')).status).toBe(200);
  await app.close();
});
