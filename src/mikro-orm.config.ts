import { Migrator } from '@mikro-orm/migrations';
import { defineConfig, UnderscoreNamingStrategy } from '@mikro-orm/postgresql';
import type { Pool } from 'pg';
import { migrations } from '../migrations/index.js';
import { discardDeadConnections } from './platform/database/dead-connections.js';
import { PreparingDriver } from './platform/database/prepared-entities.js';
import { prepareStatements } from './platform/database/prepared-statements.js';
import { readInstants } from './platform/database/types.js';
import { logOrmRemark } from './platform/logging/orm-logger.js';

/** How the ORM reaches the database; entities are added by the modules that own them. */
export function ormConfig(databaseUrl: string) {
  return defineConfig({
    driver: PreparingDriver,
    clientUrl: databaseUrl,
    entities: [],
    logger: logOrmRemark,
    colors: false,
    discovery: { warnWhenNoEntities: false },
    extensions: [Migrator],
    namingStrategy: UnderscoreNamingStrategy,
    pool: { min: 0, max: 20 },
    driverOptions: {
      onPoolCreated: (pool: Pool) => {
        discardDeadConnections(pool);
        readInstants(pool);
        prepareStatements(pool);
      },
    },
    forceUtcTimezone: true,
    allowGlobalContext: false,
    migrations: {
      tableName: 'migration',
      schema: 'public',
      migrationsList: migrations.map((migration) => ({ name: migration.name, class: migration })),
      snapshot: false,
      allOrNothing: true,
    },
    schemaGenerator: { ignoreSchema: ['graphile_worker'] },
  });
}
