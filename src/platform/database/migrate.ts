import { MikroORM, type Options } from '@mikro-orm/postgresql';
import { Logger } from '@nestjs/common';
import { runMigrations } from 'graphile-worker';
import { Client } from 'pg';
import { queueLogger } from '../logging/queue-logger.js';

/** Any constant: all replicas that start at once queue for the same advisory lock. */
const MIGRATION_LOCK = 7_106_301;

const logger = new Logger('Migrations');

/**
 * Brings the database to the newest state, the job queue's own schema included, and tells which migrations that took. Replicas that
 * start together take turns: the first does the work, the others find it done.
 */
export async function migrate(config: Options): Promise<string[]> {
  const turn = await waitForTurn(config.clientUrl as string);
  try {
    await runMigrations({ connectionString: config.clientUrl as string, logger: queueLogger });
    const orm = await MikroORM.init(config);
    try {
      const done = (await orm.migrator.up()).map(({ name }) => name);
      if (done.length > 0) logger.log(`Carried out ${done.length} migrations, up to ${done.at(-1)}.`);
      return done;
    } finally {
      await orm.close();
    }
  } finally {
    // Ending the session gives the lock back, whatever happened in it.
    await turn.end();
  }
}

async function waitForTurn(clientUrl: string): Promise<Client> {
  const client = new Client({ connectionString: clientUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [MIGRATION_LOCK]);
    if (!rows[0]!.mine) {
      logger.log('Another process is migrating the database; waiting for it.');
      await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    }
    return client;
  } catch (error) {
    await client.end();
    throw error;
  }
}
