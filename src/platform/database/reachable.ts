import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { Client } from 'pg';

const OLDEST_VERSION = 15;
const PATIENCE_SECONDS = 15;

/** Not there yet, as when a database and the portal start together: refused, name unknown, starting up, shutting down. */
const PASSING = new Set(['ECONNREFUSED', 'EAI_AGAIN', 'ENOTFOUND', '57P03', 'ECONNRESET']);

/** A database that cannot be used; the message says why, without its password. */
export class DatabaseUnusable extends Error {
  constructor(why: string) {
    super(`The database that DATABASE_URL names cannot be used: ${why}.`);
    this.name = 'DatabaseUnusable';
  }
}

/** Waits a little for the database to answer and checks that it is one the portal can stand on. */
export async function requireDatabase(url: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_SECONDS * 1000;
  for (let attempt = 1; ; attempt++) {
    try {
      return await look(url);
    } catch (error) {
      if (error instanceof DatabaseUnusable) throw error;
      const code = (error as { code?: string }).code ?? '';
      if (!PASSING.has(code) || Date.now() > deadline) throw new DatabaseUnusable(explain(error as Error & { code?: string }));
      if (attempt === 1) new Logger('Start').warn(`The database does not answer yet (${code}); waiting up to ${PATIENCE_SECONDS} s.`);
      await sleep(500);
    }
  }
}

async function look(url: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ version: number }>(`select current_setting('server_version_num')::int / 10000 as version`);
    const { version } = rows[0]!;
    if (version < OLDEST_VERSION)
      throw new DatabaseUnusable(`it is PostgreSQL ${version}, and the portal needs ${OLDEST_VERSION} or newer`);
  } finally {
    await client.end().catch(() => {});
  }
}

function explain(error: Error & { code?: string; errors?: Error[] }): string {
  // A name with several addresses fails with one error for each.
  const message = error.message || error.errors?.map(({ message }) => message).join('; ') || error.code;
  return String(message);
}
