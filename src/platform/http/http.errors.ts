import { domainError } from '../errors/domain-error.js';

/** The refusals that every route can give, whatever it is about. */

export class MalformedJson extends domainError('platform.malformed-json', 'unreadable', 'The body is not JSON') {}

export class MalformedRequest extends domainError('platform.malformed-request', 'unreadable', 'The request cannot be read') {}

export class NotFound extends domainError('platform.not-found', 'not-found', 'There is nothing here') {}

export class MethodNotAllowed extends domainError('platform.method-not-allowed', 'wrong-method', 'This address does not know the method', {
  allow: ['GET', 'HEAD', 'PATCH'],
}) {}

export class BodyTooLarge extends domainError('platform.body-too-large', 'too-large', 'The body is too large') {}

export class UnsupportedMediaType extends domainError(
  'platform.unsupported-media-type',
  'unsupported-type',
  'The body is of a type that is not read here',
) {}

/** What the database refused because two requests met; nothing of the one that gets this was stored. */
export class ConcurrentChange extends domainError(
  'platform.concurrent-change',
  'conflict',
  'Someone changed the same thing at the same moment',
) {
  static override readonly logLevel = 'warn';
}

export class TooManyRequests extends domainError('platform.too-many-requests', 'too-many', 'Too many tries', { retryAfterSeconds: 60 }) {
  static override readonly logLevel = 'info';
}

export class Internal extends domainError('platform.internal', 'fault', 'Something went wrong on our side') {
  static override readonly logLevel = 'error';

  constructor(cause: unknown) {
    super('The request was not carried out. Try again; if it happens again, tell us the X-Request-Id of this answer.', { cause });
  }
}

export class Unavailable extends domainError('platform.unavailable', 'unavailable', 'The portal is not available at the moment') {
  static override readonly logLevel = 'error';

  constructor(
    detail = 'Nothing was changed. Try again in a few seconds.',
    more?: { extensions?: Record<string, unknown>; cause?: unknown },
  ) {
    super(detail, more);
  }
}
