import { Catch, Logger, NotFoundException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import type { DatabaseWatch } from '../database/database-watch.js';
import type { DomainError } from '../errors/domain-error.js';
import { asDomainError, isDatabaseAway } from './error-mapping.js';
import { routeOf } from '../logging/request-log.js';
import { MethodNotAllowed, Unavailable } from './http.errors.js';
import { toProblem } from './problem.js';
import { unknownRoute } from './unknown-routes.js';

/** The only place where a broken rule becomes HTTP. What is not a known refusal is a fault: logged here, told as a bare 500. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  constructor(
    private readonly publicUrl: string,
    private readonly watch: DatabaseWatch,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    this.answer(thrown, http.getRequest<Request>(), http.getResponse<Response>());
  }

  answer(thrown: unknown, request: Request, response: Response): void {
    // Nest's router throws this where no route matches; the portal's own modules throw errors of theirs.
    const error = thrown instanceof NotFoundException ? unknownRoute(request) : asDomainError(thrown);
    this.log(error, request);
    if (response.headersSent) {
      // Half an answer is out: only breaking off tells the client that it is not whole.
      response.destroy();
      return;
    }
    const problem = toProblem(error, this.publicUrl, request.originalUrl.split('?')[0]!);
    for (const header of ['ETag', 'Content-Disposition', 'Content-Length', 'Last-Modified']) response.removeHeader(header);
    response.setHeader('Cache-Control', 'no-store');
    if (error instanceof MethodNotAllowed) response.setHeader('Allow', (error.extensions.allow as string[]).join(', '));
    const wait = (problem.retryAfterSeconds as number | undefined) ?? (problem.status === 503 ? 5 : undefined);
    if (wait !== undefined && !response.hasHeader('Retry-After')) response.setHeader('Retry-After', String(wait));
    if (problem.status === 401 && !response.hasHeader('WWW-Authenticate'))
      response.setHeader('WWW-Authenticate', 'Bearer realm="frontcounter"');
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }

  private log(error: DomainError, request: Request): void {
    const { code, logLevel } = error.rule;
    const { cause } = error;
    if (error instanceof Unavailable && isDatabaseAway(cause)) return this.watch.failed(cause);
    // What a probe finds is told by whoever looked.
    if (error instanceof Unavailable && 'checks' in error.extensions) return;
    // The route and never the address, which may hold a follow-up code or the secret of a calendar.
    const line = `${code} ${request.method} ${routeOf(request)}`;
    switch (logLevel) {
      case 'silent':
        break;
      case 'error':
        this.logger.error(line, Error.isError(cause) ? cause.stack : (cause ?? error.stack));
        break;
      case 'warn':
        this.logger.warn(line);
        break;
      case 'info':
        this.logger.log(line);
        break;
      case 'debug':
        // What the database refused is told kindly, but the code should have said it first. Its message may hold personal data.
        if (Error.isError(cause)) this.logger.warn(`${line}: ${(cause as { code?: string }).code ?? cause.name}`);
        else this.logger.debug(line);
        break;
    }
  }
}
