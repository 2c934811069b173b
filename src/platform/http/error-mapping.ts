import { HttpException } from '@nestjs/common';
import { DomainError, InvalidInput } from '../errors/domain-error.js';
import {
  BodyTooLarge,
  ConcurrentChange,
  Internal,
  MalformedJson,
  MalformedRequest,
  NotFound,
  Unavailable,
  UnsupportedMediaType,
} from './http.errors.js';

/** What Nest, Express, its body parser, multer and the database throw, as a refusal of ours; anything else is a fault. */
export function asDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof HttpException) return fromNest(error);
  if (error instanceof URIError) return new MalformedRequest('The address contains a percent sign that starts no character.');
  return fromBodyParser(error) ?? fromDatabase(error) ?? new Internal(error);
}

function fromNest(error: HttpException): DomainError {
  const status = error.getStatus();
  switch (status) {
    case 404:
      return new NotFound('This address does not exist. The API document at /docs lists those that do.');
    case 413:
      return new BodyTooLarge('The upload is larger than what is accepted here.');
    case 415:
      return new UnsupportedMediaType('The body is of a type that is not read here.');
    case 503:
      return new Unavailable(undefined, { extensions: checksOf(error), cause: error });
    default:
      return status < 500 ? new MalformedRequest(`The request cannot be read: ${error.message}`) : new Internal(error);
  }
}

/** The health checks that `@nestjs/terminus` reports, without their error texts, which may name machines. */
function checksOf(error: HttpException): Record<string, unknown> {
  const body = error.getResponse();
  if (typeof body !== 'object' || !('details' in body)) return {};
  const checks = Object.entries(body.details as Record<string, { status?: string }>).map(([name, { status }]) => [name, status]);
  return { checks: Object.fromEntries(checks) };
}

/** Errors of body-parser and raw-body, known by their `type`; a broken compression has only a status. */
function fromBodyParser(error: unknown): DomainError | undefined {
  const { type, limit, message, status } = error as { type?: unknown; limit?: number; message?: string; status?: unknown };
  switch (type) {
    case 'entity.parse.failed':
      return new MalformedJson(`The body is not JSON: ${message}.`);
    case 'entity.too.large':
      return new BodyTooLarge(limit ? `The body may be ${limit.toLocaleString('en-US')} bytes at most.` : 'The body is too large.');
    case 'parameters.too.many':
      return new BodyTooLarge('The form has too many fields.');
    case 'charset.unsupported':
    case 'encoding.unsupported':
      return new UnsupportedMediaType('The body must be UTF-8, plain or compressed with gzip, deflate or br.');
    case 'request.aborted':
    case 'request.size.invalid':
    case 'stream.encoding.set':
      return new MalformedRequest('The body did not arrive whole.');
    default:
      return status === 400 ? new MalformedRequest('The body cannot be read.') : undefined;
  }
}

const UNREACHABLE = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EHOSTUNREACH']);

/** Whether the database is away, and not merely busy or unwilling. */
export function isDatabaseAway(error: unknown): boolean {
  const code = codeOf(error);
  return code !== undefined && (UNREACHABLE.has(code) || /^(08|57P)/.test(code));
}

/** Errors of PostgreSQL by SQLSTATE, and of the way to it. Their texts hold SQL and values: none of it is passed on. */
function fromDatabase(error: unknown): DomainError | undefined {
  const code = codeOf(error);
  if (code === undefined) return undefined;
  if (UNREACHABLE.has(code) || /^(08|57P|53)/.test(code) || ['55P03', '57014'].includes(code))
    return new Unavailable(undefined, { cause: error });
  if (['23505', '23P01', '40001', '40P01', 'optimistic-lock'].includes(code)) {
    return new ConcurrentChange(
      'Someone changed the same thing at the same moment, so nothing of this request was stored. Read it again and try again.',
      {
        cause: error,
      },
    );
  }
  if (['22P02', '22003', '22007', '22008'].includes(code)) {
    return new MalformedRequest('A value in the request is not of the kind that it must be, such as a date, a number or an id.', {
      cause: error,
    });
  }
  if (['22021', '22P05'].includes(code)) return new InvalidInput([{ pointer: '', detail: 'contains a character that cannot be stored' }]);
  return undefined;
}

/** What pg says, without a code, of a connection that it lost or did not get. */
const LOST = [
  'Connection terminated',
  'Client has encountered a connection error',
  'Client was closed',
  'timeout exceeded when trying to connect',
];

/** The driver's code, also below the wrappings of the ORM. */
function codeOf(error: unknown): string | undefined {
  for (
    let cause = error, depth = 0;
    Error.isError(cause) && depth < 5;
    cause = cause.cause ?? (cause as { previous?: unknown }).previous, depth += 1
  ) {
    if (cause.name === 'OptimisticLockError') return 'optimistic-lock';
    const { code } = cause as { code?: unknown };
    if (typeof code === 'string') return code;
    if (LOST.some((message) => (cause as Error).message.startsWith(message))) return 'ECONNRESET';
  }
  return undefined;
}
