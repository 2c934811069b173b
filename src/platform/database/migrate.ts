import { MikroORM, type Options } from '@mikro-orm/postgresql';
import { runMigrations } from 'graphile-worker';
import { Client } from 'pg';

/** Any constant: all replicas that start at once queue for the same advisory lock. */
const MIGRATION_LOCK = 7_106_301;

/** Brings the database to the newest state, the job queue's own schema included. Replicas that start together take turns. */
export async function migrate(config: Options): Promise<void> {
  const client = new Client({ connectionString: config.clientUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await runMigrations({ connectionString: config.clientUrl as string });
    const orm = await MikroORM.init(config);
    try {
      await orm.migrator.up();
    } finally {
      await orm.close();
    }
  } finally {
    await client.end();
  }
}
