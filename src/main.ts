import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { ormConfig } from './mikro-orm.config.js';
import { Settings } from './platform/config/settings.js';
import { startEmbeddedPostgres } from './platform/database/embedded-postgres.js';
import { migrate } from './platform/database/migrate.js';
import { configureHttp } from './platform/http/http.setup.js';

const settings = new Settings(process.env);
const databaseUrl = settings.databaseUrl ?? (await startEmbeddedPostgres(settings.dataDir)).url;
await migrate(ormConfig(databaseUrl));
const app = await NestFactory.create(AppModule.forRoot(settings, databaseUrl));
configureHttp(app);
await app.listen(settings.port, settings.host);
