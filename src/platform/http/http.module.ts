import { Global, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryModule, HttpAdapterHost } from '@nestjs/core';
import { ThrottlerModule } from '@nestjs/throttler';
import type { Express, NextFunction, Request, Response } from 'express';
import { Settings } from '../config/settings.js';
import { DatabaseWatch } from '../database/database-watch.js';
import { FrontEnd } from './front-end.js';
import { OwnAnswer } from './own-answer.js';
import { IdempotencyKeys } from './idempotency-keys.js';
import { ProblemCodes } from './problem-codes.js';
import { ProblemFilter } from './problem.filter.js';
import { ProblemsController } from './problems.controller.js';
import { RateLimitStore } from './rate-limit.store.js';
import { RequestContext } from './request-context.js';
import { Routes } from './routes.js';
import { unknownRoute } from './unknown-routes.js';

@Module({ providers: [RateLimitStore], exports: [RateLimitStore] })
class RateLimitStoreModule {}

/** What all routes share: problems, idempotency, rate limits. `configureHttp` puts it to work. */
@Global()
@Module({
  imports: [
    DiscoveryModule,
    RateLimitStoreModule,
    ThrottlerModule.forRootAsync({
      imports: [RateLimitStoreModule],
      inject: [RateLimitStore],
      // Each route has rules of its own; the library asks for one that applies everywhere.
      useFactory: (storage: RateLimitStore) => ({ storage, throttlers: [{ limit: 0, ttl: 0 }] }),
    }),
  ],
  controllers: [ProblemsController],
  providers: [RequestContext, FrontEnd, IdempotencyKeys, OwnAnswer, Routes, ProblemCodes],
  exports: [RequestContext, IdempotencyKeys, OwnAnswer, Routes, ProblemCodes, RateLimitStoreModule, ThrottlerModule],
})
export class HttpModule implements OnApplicationBootstrap {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly settings: Settings,
    private readonly frontEnd: FrontEnd,
    private readonly watch: DatabaseWatch,
  ) {}

  /** Nest answers for unknown addresses below its prefix only; this comes after everything and answers for the rest. */
  onApplicationBootstrap(): void {
    // What runs beside the portal, such as `rotate-keys`, serves nobody.
    const adapter = this.host.httpAdapter as HttpAdapterHost['httpAdapter'] | null;
    if (!adapter) return;
    const express = adapter.getInstance<Express>();
    const problems = new ProblemFilter(this.settings.publicUrl, this.watch);
    express.use(this.frontEnd.page);
    express.use((request: Request, response: Response) => problems.answer(unknownRoute(request), request, response));
    express.use((error: unknown, request: Request, response: Response, _next: NextFunction) => problems.answer(error, request, response));
  }
}
