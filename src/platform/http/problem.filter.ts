import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DomainError, type ProblemKind } from '../errors/domain-error.js';
import type { Problem } from './problem.js';

export const STATUS_OF: Record<ProblemKind, number> = {
  unreadable: 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  stale: 412,
  'too-large': 413,
  'unsupported-type': 415,
  'rule-broken': 422,
  'too-many': 429,
  unavailable: 503,
};

/** The only place where a broken rule becomes HTTP. What is not a known refusal is a fault: logged here, told as a bare 500. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<Request>();
    const response = http.getResponse<Response>();
    const problem = this.describe(error, request.originalUrl.split('?')[0]!);
    if (response.headersSent) {
      response.destroy();
      return;
    }
    response.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  }

  private describe(error: unknown, instance: string): Problem {
    if (error instanceof DomainError) {
      const { code, kind, title } = error.rule;
      return {
        type: `/problems/${code}`,
        title,
        status: STATUS_OF[kind],
        detail: error.message,
        instance,
        code,
        ...(error.errors.length > 0 ? { errors: error.errors } : {}),
        ...error.extensions,
      };
    }
    if (error instanceof HttpException) {
      const status = error.getStatus();
      return { type: 'about:blank', title: error.message, status, detail: error.message, instance, code: `platform.http-${status}` };
    }
    this.logger.error(error);
    return {
      type: 'about:blank',
      title: 'Something went wrong on our side',
      status: 500,
      detail: 'The request was not carried out. Try again; if it happens again, tell us the X-Request-Id.',
      instance,
      code: 'platform.internal',
    };
  }
}
