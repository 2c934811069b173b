import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { ormConfig } from './mikro-orm.config.js';
import { StoredSecrets } from './platform/auth/stored-secrets.js';
import { Settings } from './platform/config/settings.js';
import { migrate } from './platform/database/migrate.js';
import { openDatabase } from './platform/database/open-database.js';
import { AppLogger } from './platform/logging/logging.js';
import { explainFailure } from './start-failure.js';

/** `npm run rotate-keys`: brings what is stored under the first key of `DATA_KEY`, beside running portals that know both. */
try {
  const settings = new Settings({ ...process.env, WORKER: 'off' });
  const logger = new AppLogger(settings);
  Logger.overrideLogger(logger);
  const database = await openDatabase(settings);
  try {
    await migrate(ormConfig(database.url));
    const app = await NestFactory.createApplicationContext(AppModule.forRoot(settings, database.url), { logger, abortOnError: false });
    const done = await app.get(StoredSecrets).renew();
    await app.close();
    for (const { name, renewed } of done) console.log(`Encrypted anew: ${renewed} ${name}.`);
    console.log('The other keys are needed for codes on papers, follow-up codes and recovery codes that were given out under them.');
  } finally {
    await database.stop();
  }
  process.exit(0);
} catch (error) {
  explainFailure(error);
  process.exit(1);
}
