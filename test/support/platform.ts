import 'reflect-metadata';
import type { AddressInfo } from 'node:net';
import { MikroOrmModule } from '@mikro-orm/nestjs';
import { PostgreSqlDriver } from '@mikro-orm/postgresql';
import { Module, type INestApplication, type ModuleMetadata, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NextFunction, Request, Response } from 'express';
import { ormConfig } from '../../src/mikro-orm.config.js';
import { CityModule } from '../../src/modules/city/index.js';
import { Settings } from '../../src/platform/config/settings.js';
import { configureHttp } from '../../src/platform/http/http.setup.js';
import { JobRunner } from '../../src/platform/jobs/job-runner.js';
import { PlatformModule } from '../../src/platform/platform.module.js';
import { Clock } from '../../src/platform/time/clock.js';

import { cloneDatabase } from './database.js';

export interface TestPlatform {
  nest: INestApplication;
  url: string;
  databaseUrl: string;
  clock: Clock;
  get<T>(token: Type<T>): T;
  /** Works off every queued event and job, and what they queue in turn. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

/**
 * The ground floor alone, with controllers of the test's own, over a fresh database or, as a further replica, over
 * the one that `DATABASE_URL` names. There are no accounts on it: who sends `X-Account` is taken for that account.
 */
export async function startPlatform(extra: ModuleMetadata, environment: Record<string, string> = {}): Promise<TestPlatform> {
  const database = environment.DATABASE_URL ? { url: environment.DATABASE_URL, drop: async () => {} } : await cloneDatabase();
  const settings = new Settings({
    LOG_LEVEL: 'silent',
    WORKER: 'off',
    PORT: '0',
    HOST: '127.0.0.1',
    CLOCK: '2026-03-02T15:00:00Z',
    JWT_SECRET: 'for-tests-only-for-tests-only-for-tests-only',
    DATABASE_URL: database.url,
    ...environment,
  });

  @Module({})
  class Root {}
  const orm = MikroOrmModule.forRoot({ ...ormConfig(database.url), driver: PostgreSqlDriver, registerRequestContext: false });
  const imports = [orm, PlatformModule.forRoot(settings), CityModule, ...(extra.imports ?? [])];
  const nest = await NestFactory.create({ module: Root, ...extra, imports }, { logger: false, abortOnError: false });
  nest.use((request: Request & { user?: { accountId: string } }, _response: Response, next: NextFunction) => {
    const accountId = request.header('x-account');
    if (accountId) request.user = { accountId };
    next();
  });
  configureHttp(nest);
  await nest.listen(0, '127.0.0.1');
  const { port } = nest.getHttpServer().address() as AddressInfo;
  return {
    nest,
    url: `http://127.0.0.1:${port}`,
    databaseUrl: database.url,
    clock: nest.get(Clock),
    get: (token) => nest.get(token, { strict: false }),
    settle: () => nest.get(JobRunner).drain(),
    close: async () => {
      await nest.close();
      await database.drop();
    },
  };
}
