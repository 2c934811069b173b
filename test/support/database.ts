import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { ormConfig } from '../../src/mikro-orm.config.js';
import { migrate } from '../../src/platform/database/migrate.js';

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** A fresh database, cloned from one template that the first suite of the run migrates. */
export async function cloneDatabase(): Promise<TestDatabase> {
  const server = process.env.TEST_SERVER!;
  const template = process.env.TEST_TEMPLATE!;
  const name = `frontcounter_test_${randomBytes(6).toString('hex')}`;
  await onServer(async (client) => {
    await client.query(`select pg_advisory_lock(hashtext($1))`, [template]);
    const exists = await client.query(`select 1 from pg_database where datname = $1`, [template]);
    if (exists.rowCount === 0) {
      const making = `${template}_making`;
      await client.query(`drop database if exists ${making}`);
      await client.query(`create database ${making}`);
      await migrate(ormConfig(withDatabase(server, making)));
      await client.query(`alter database ${making} rename to ${template}`);
    }
    await client.query(`create database ${name} template ${template}`);
  });
  return {
    url: withDatabase(server, name),
    drop: () => onServer(async (client) => void (await client.query(`drop database if exists ${name} with (force)`))),
  };
}

/**
 * Another database with all that is in this one, as a dump that is read back would be.
 *
 * @param close lets go of the one that is copied
 */
export async function copyDatabase(url: string, close: () => Promise<void>): Promise<TestDatabase> {
  const name = `frontcounter_test_${randomBytes(6).toString('hex')}`;
  await close();
  await onServer(async (client) => void (await client.query(`create database ${name} template ${new URL(url).pathname.slice(1)}`)));
  return {
    url: withDatabase(url, name),
    drop: () => onServer(async (client) => void (await client.query(`drop database if exists ${name} with (force)`))),
  };
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.toString();
}

async function onServer(work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: process.env.TEST_SERVER });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
