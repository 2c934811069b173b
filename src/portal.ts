import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AppModule } from './app.module.js';
import { ormConfig } from './mikro-orm.config.js';
import { loadCityProfile } from './modules/city/index.js';
import { serveApiDocument, type DemoSignIns } from './openapi.js';
import { Settings } from './platform/config/settings.js';
import { openDatabase } from './platform/database/open-database.js';
import { migrate } from './platform/database/migrate.js';
import { FileStore } from './platform/files/file-store.js';
import { Mailer } from './platform/mail/mailer.js';
import { Metrics } from './platform/health/metrics.js';
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
  /** Ends at once, for somebody who cannot wait: all that is left to do is to leave no database server behind. */
  abandon(): Promise<void>;
}

/**
 * From settings to answering requests. Whatever fails, nothing that was started stays behind.
 *
 * @param demo who can sign in, where the city is a demo
 */
export async function startPortal(environment: NodeJS.ProcessEnv, demo?: DemoSignIns): Promise<Portal> {
  const settings = new Settings(environment);
  const logger = new AppLogger(settings);
  Logger.overrideLogger(logger);
  loadCityProfile(settings.cityProfile);
  await requireFreePort(settings.port, settings.host);

  const database = await openDatabase(settings);
  let app: NestExpressApplication | undefined;
  try {
    await migrate(ormConfig(database.url));
    app = await NestFactory.create<NestExpressApplication>(AppModule.forRoot(settings, database.url), { logger, abortOnError: false });
    logger.follow(app.get(RequestContext));
    configureHttp(app);
    if (settings.docs) serveApiDocument(app, demo);
    const server = new DrainingServer(app.getHttpServer());
    await listen(app, settings);
    const metrics = await serveMetrics(app, settings);
    void warnOfWhatIsDead(app, settings);
    if (settings.production) new Logger('Start').log(`Listening on ${settings.host}, port ${settings.port}.`);
    return {
      app,
      settings,
      url: urlOf(app),
      stop: (signal) => stop(app!, server, { database, metrics }, settings, signal),
      abandon: () => database.stop(),
    };
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

/** Neither hinders the start: letters wait, and uploads are refused until the store is there. */
async function warnOfWhatIsDead(app: NestExpressApplication, { smtpUrl }: Settings): Promise<void> {
  const logger = new Logger('Start');
  const mail = smtpUrl ? app.get(Mailer).reaches() : Promise.resolve(true);
  if (!(await mail.catch(() => false))) logger.warn('The mail server of SMTP_URL does not let the portal in: letters wait until it does.');
  await app
    .get(FileStore)
    .check()
    .catch((error: Error) =>
      logger.warn(`Files cannot be kept (${error.name}): uploads are refused until they can. Look at STORAGE_URL and DATA_DIR.`),
    );
}

/** On a port of its own, which no proxy leads to. */
async function serveMetrics(app: NestExpressApplication, { metrics, metricsPort, host }: Settings): Promise<HttpServer | undefined> {
  if (!metrics || metricsPort === undefined) return undefined;
  const server = createServer((request, response) => {
    if (request.url?.split('?')[0] !== '/metrics') return void response.writeHead(404).end();
    app
      .get(Metrics)
      .page()
      .then(({ contentType, text }) => response.writeHead(200, { 'content-type': contentType }).end(text))
      .catch(() => response.writeHead(503).end());
  });
  server.listen(metricsPort, host);
  await once(server, 'listening').catch((error: unknown) => {
    throw portProblem(error, metricsPort, host);
  });
  return server;
}

function urlOf(app: NestExpressApplication): string {
  const { port } = app.getHttpServer().address() as AddressInfo;
  return `http://localhost:${port}`;
}

async function stop(
  app: NestExpressApplication,
  server: DrainingServer,
  { database, metrics }: { database: { stop(): Promise<void> }; metrics: HttpServer | undefined },
  { stopGraceSeconds }: Settings,
  signal: StopSignal,
): Promise<void> {
  const logger = new Logger('Stop');
  logger.log(`Told to stop (${signal}): not ready any more, finishing what was begun.`);
  app.get(Lifecycle).beginStopping();
  // Load balancers need a moment to see it and send no more; a person at the keyboard does not.
  if (signal === 'SIGTERM') await sleep(stopGraceSeconds * 1000);
  metrics?.close();
  const brokenOff = await server.drain(FINISHING_SECONDS * 1000);
  if (brokenOff > 0) logger.warn(`Broke off ${brokenOff} requests that took longer than ${FINISHING_SECONDS} s.`);
  await Promise.race([app.close(), sleep(CLOSING_SECONDS * 1000, undefined, { ref: false })]);
  await database.stop();
  logger.log('Stopped.');
}
