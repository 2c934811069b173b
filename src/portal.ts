import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { AddressInfo } from 'node:net';
import { AppModule } from './app.module.js';
import { ormConfig } from './mikro-orm.config.js';
import { loadCityProfile } from './modules/city/index.js';
import { serveApiDocument } from './openapi.js';
import { Settings } from './platform/config/settings.js';
import { openDatabase } from './platform/database/open-database.js';
import { migrate } from './platform/database/migrate.js';
import { configureHttp } from './platform/http/http.setup.js';
import { RequestContext } from './platform/http/request-context.js';
import { DrainingServer } from './platform/lifecycle/draining-server.js';
import { portProblem, requireFreePort } from './platform/lifecycle/free-port.js';
import { Lifecycle } from './platform/lifecycle/lifecycle.js';
import type { StopSignal } from './platform/lifecycle/stop-signals.js';
import { AppLogger } from './platform/logging/logging.js';

/** How long requests may take to finish once the portal was told to stop. */
const FINISHING_SECONDS = 20;
/** How long jobs and connections may take after that; who is still at work then has been given up, and ends with the process. */
const CLOSING_SECONDS = 15;

export interface Portal {
  app: NestExpressApplication;
  settings: Settings;
  /** Where it answers on this machine. */
  url: string;
  /** Finishes what was begun, gives back the rest and ends what it started. */
  stop(signal: StopSignal): Promise<void>;
}

/** From settings to answering requests. Whatever fails, nothing that was started stays behind. */
export async function startPortal(environment: NodeJS.ProcessEnv): Promise<Portal> {
  const settings = new Settings(environment);
  const logger = new AppLogger(settings);
  Logger.overrideLogger(logger);
  if (settings.production && new URL(settings.publicUrl).hostname === 'localhost') {
    new Logger('Start').warn(`PUBLIC_URL is not set: the links in messages and on papers lead to ${settings.publicUrl}.`);
  }
  loadCityProfile(settings.cityProfile);
  await requireFreePort(settings.port, settings.host);

  const database = await openDatabase(settings);
  let app: NestExpressApplication | undefined;
  try {
    await migrate(ormConfig(database.url));
    app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(settings, database.url), { logger, abortOnError: false });
    logger.follow(app.get(RequestContext));
    configureHttp(app);
    serveApiDocument(app);
    const server = new DrainingServer(app.getHttpServer());
    await listen(app, settings);
    return { app, settings, url: urlOf(app), stop: (signal) => stop(app!, server, database, settings, signal) };
  } catch (error) {
    await app?.close().catch(() => {});
    await database.stop();
    throw error;
  }
}

async function listen(app: NestExpressApplication, { port, host }: Settings): Promise<void> {
  try {
    await app.listen(port, host);
  } catch (error) {
    throw portProblem(error, port, host);
  }
}

function urlOf(app: NestExpressApplication): string {
  const { port } = app.getHttpServer().address() as AddressInfo;
  return `http://localhost:${port}`;
}

async function stop(
  app: NestExpressApplication,
  server: DrainingServer,
  database: { stop(): Promise<void> },
  { stopGraceSeconds }: Settings,
  signal: StopSignal,
): Promise<void> {
  const logger = new Logger('Stop');
  logger.log(`Told to stop (${signal}): not ready any more, finishing what was begun.`);
  app.get(Lifecycle).beginStopping();
  // Load balancers need a moment to see it and send no more; a person at the keyboard does not.
  if (signal === 'SIGTERM') await sleep(stopGraceSeconds * 1000);
  const brokenOff = await server.drain(FINISHING_SECONDS * 1000);
  if (brokenOff > 0) logger.warn(`Broke off ${brokenOff} requests that took longer than ${FINISHING_SECONDS} s.`);
  await Promise.race([app.close(), sleep(CLOSING_SECONDS * 1000, undefined, { ref: false })]);
  await database.stop();
  logger.log('Stopped.');
}
