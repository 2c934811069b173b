import { AsyncResource } from 'node:async_hooks';
import type { IncomingMessage } from 'node:http';
import { Logger } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';

/** Asked every few seconds by machines; of no interest as long as they answer. */
const PROBES = new Set(['/health', '/ready', '/metrics']);

const logger = new Logger('Http');

/**
 * One line for each answered request: which route, who, how it ended and how long it took. The address itself, headers and bodies
 * stay out, since they may tell of people or open doors.
 */
export function requestLog(request: Request, response: Response, next: NextFunction): void {
  const started = performance.now();
  const tell = () => {
    if (PROBES.has(request.path) && (response.statusCode < 500 || response.statusCode === 503)) return;
    const { method } = request;
    const route = routeOf(request);
    const status = response.writableFinished ? response.statusCode : 'aborted';
    const line = {
      msg: `${method} ${route} ${status}`,
      method,
      route,
      status,
      durationMs: Math.round((performance.now() - started) * 10) / 10,
    };
    // Why a request cannot be served just now is said once, where it is noticed.
    if (response.statusCode >= 500 && response.statusCode !== 503) logger.error(line);
    else logger.log(line);
  };
  // Bound, because the socket's end comes from outside the request and would not know whose it was.
  response.once('close', AsyncResource.bind(tell));
  next();
}

/** The pattern a request matched, `/v1/permits/:number`; `none` when there is no such route. */
export function routeOf(request: IncomingMessage): string {
  return (request as IncomingMessage & { route?: { path?: string } }).route?.path ?? 'none';
}
