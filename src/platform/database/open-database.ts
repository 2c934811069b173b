import { Logger } from '@nestjs/common';
import type { Settings } from '../config/settings.js';
import { startEmbeddedPostgres, type EmbeddedDatabase } from './embedded-postgres.js';
import { requireDatabase } from './reachable.js';

/** The database that `DATABASE_URL` names, or else the embedded one in `DATA_DIR`. */
export async function openDatabase({ databaseUrl, dataDir }: Pick<Settings, 'databaseUrl' | 'dataDir'>): Promise<EmbeddedDatabase> {
  const logger = new Logger('Database');
  if (!databaseUrl) return startEmbeddedPostgres(dataDir, { tell: (what) => logger.error(what) });
  await requireDatabase(databaseUrl);
  return { url: databaseUrl, stop: async () => {} };
}
