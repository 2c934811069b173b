import pg from 'pg';

export default async function globalTeardown() {
  if (globalThis.embeddedPostgres) return globalThis.embeddedPostgres.stop();
  const client = new pg.Client({ connectionString: process.env.TEST_SERVER });
  await client.connect();
  await client.query(`drop database if exists ${process.env.TEST_TEMPLATE} with (force)`);
  await client.end();
}
