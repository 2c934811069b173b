import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { ormConfig } from './mikro-orm.config.js';
import { Settings } from './platform/config/settings.js';
import { migrate } from './platform/database/migrate.js';
import { openDatabase } from './platform/database/open-database.js';
import { AppLogger } from './platform/logging/logging.js';
import { explainFailure } from './start-failure.js';

/** `npm run migrate`: brings the database up to date and does nothing else; needs no setting but those of the database. */
try {
  const { DATABASE_URL, DATA_DIR, LOG_LEVEL } = process.env;
  const settings = new Settings({ DATABASE_URL, DATA_DIR, LOG_LEVEL }, () => '');
  Logger.overrideLogger(new AppLogger(settings));
  const database = await openDatabase(settings);
  try {
    const done = await migrate(ormConfig(database.url));
    console.log(done.length > 0 ? `Carried out ${done.join(', ')}.` : 'The database is up to date.');
  } finally {
    await database.stop();
  }
  process.exit(0);
} catch (error) {
  explainFailure(error);
  process.exit(1);
}
