import { randomUUID } from 'node:crypto';
import type { INestApplication } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { ProblemFilter } from './problem.filter.js';
import { RequestContext } from './request-context.js';
import { validationPipe } from './validation.js';

/** What every request goes through, the same in production and in tests. */
export function configureHttp(app: INestApplication): void {
  const context = app.get(RequestContext);
  app.use((request: Request, response: Response, next: NextFunction) => {
    const sent = request.header('x-request-id');
    const requestId = sent && /^[\w.-]{1,64}$/.test(sent) ? sent : randomUUID();
    response.setHeader('X-Request-Id', requestId);
    context.run({ requestId }, next);
  });
  app.setGlobalPrefix('v1');
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter());
}
