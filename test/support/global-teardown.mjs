import { rmSync } from 'node:fs';
import pg from 'pg';

export default async function globalTeardown() {
  if (!process.env.TEST_SERVER) return;
  if (globalThis.embeddedPostgres) {
    await globalThis.embeddedPostgres.stop();
    rmSync(globalThis.embeddedPostgres.folder, { recursive: true });
    delete process.env.TEST_SERVER;
    return;
  }
  const client = new pg.Client({ connectionString: process.env.TEST_SERVER });
  await client.connect();
  await client.query(`drop database if exists ${process.env.TEST_TEMPLATE} with (force)`);
  await client.end();
  delete process.env.TEST_SERVER;
}
