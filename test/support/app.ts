import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { INestApplication, InjectionToken } from '@nestjs/common';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppModule } from '../../src/app.module.js';
import { HASH_COST, type HashCost } from '../../src/modules/accounts/index.js';
import { serveApiDocument } from '../../src/openapi.js';
import { Settings } from '../../src/platform/config/settings.js';
import { configureHttp } from '../../src/platform/http/http.setup.js';
import { JobRegistry } from '../../src/platform/jobs/job-registry.js';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import { Clock } from '../../src/platform/time/clock.js';
import { cloneDatabase } from './database.js';

export interface TestApp {
  nest: INestApplication;
  /** `http://127.0.0.1:12345` */
  url: string;
  databaseUrl: string;
  clock: Clock;
  get<T>(token: InjectionToken<T>): T;
  /** Works off every queued event and job, and what they queue in turn. */
  settle(): Promise<void>;
  /** Does what the scheduled job of this id does when it comes due. */
  runJob(id: string): Promise<unknown>;
  close(): Promise<void>;
}

/** Monday, 2 March 2026, 9:00 in the demo city. */
export const MONDAY_MORNING = '2026-03-02T15:00:00Z';

const CHEAP_HASHES: HashCost = { memoryCost: 64, timeCost: 1, parallelism: 1 };

/** The real portal over a fresh database, listening on a free port; nothing works in the background until `settle()`. */
export async function startApp(environment: Record<string, string> = {}): Promise<TestApp> {
  // A further replica stands over the database of the first.
  const database = environment.DATABASE_URL ? { url: environment.DATABASE_URL, drop: async () => {} } : await cloneDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'frontcounter-data-'));
  const settings = new Settings({
    LOG_LEVEL: 'silent',
    RATE_LIMITS: 'off',
    WORKER: 'off',
    PORT: '0',
    HOST: '127.0.0.1',
    DATA_DIR: dataDir,
    CLOCK: MONDAY_MORNING,
    JWT_SECRET: 'for-tests-only-for-tests-only-for-tests-only',
    ...environment,
  });
  const nest = await NestFactory.create(AppModule.forRoot(settings, database.url), { logger: false });
  // Every story signs somebody up; a password that holds for seconds is as good here as one that holds for years.
  Object.assign(nest.get<HashCost>(HASH_COST, { strict: false }), CHEAP_HASHES);
  configureHttp(nest);
  serveApiDocument(nest);
  await nest.listen(0, '127.0.0.1');
  const { port } = nest.getHttpServer().address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  // The port is free to choose until here; links that the portal makes should lead back to it.
  if (!environment.PUBLIC_URL) Object.assign(settings, { publicUrl: url, frontEndUrl: environment.FRONT_END_URL ?? url });
  return {
    nest,
    url,
    databaseUrl: database.url,
    clock: nest.get(Clock),
    get: (token) => nest.get(token, { strict: false }),
    runJob: (id) =>
      nest
        .get(JobRegistry)
        .schedules.get(id)!
        .run({ dueAt: nest.get(Clock).now() }),
    settle: () => nest.get(JobRunner).drain(),
    close: async () => {
      await nest.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
