import type { Settings } from '../config/settings.js';
import { startEmbeddedPostgres, type EmbeddedDatabase } from './embedded-postgres.js';
import { requireDatabase } from './reachable.js';

/** The database that `DATABASE_URL` names, or else the embedded one in `DATA_DIR`. */
export async function openDatabase({ databaseUrl, dataDir }: Pick<Settings, 'databaseUrl' | 'dataDir'>): Promise<EmbeddedDatabase> {
  if (!databaseUrl) return startEmbeddedPostgres(dataDir);
  await requireDatabase(databaseUrl);
  return { url: databaseUrl, stop: async () => {} };
}
