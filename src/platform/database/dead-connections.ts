import type { Pool, PoolClient } from 'pg';

/**
 * Takes a connection that the server dropped in the middle of a transaction out of the pool. Kysely gives a connection back only
 * after its rollback, and on a dead connection that fails: without this each one would occupy its place for good, and a restart
 * of the database under load would leave the portal without any.
 */
export function discardDeadConnections(pool: Pool): void {
  const inUse = new WeakSet<PoolClient>();
  pool.on('connect', (client) => {
    client.on('end', () => {
      if (!inUse.has(client)) return;
      const release = client.release.bind(client);
      // Whoever holds it may still give it back, which is then no longer needed.
      client.release = () => {};
      release(true);
    });
  });
  pool.on('acquire', (client) => inUse.add(client));
  pool.on('release', (_error, client) => inUse.delete(client));
}
