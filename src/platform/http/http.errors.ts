import { DomainError } from '../errors/domain-error.js';

/** The refusals that every route can give, whatever it is about. */

export class MalformedJson extends DomainError {
  static override readonly code = 'platform.malformed-json';
  static override readonly kind = 'unreadable';
  static override readonly title = 'The body is not JSON';
}

export class MalformedRequest extends DomainError {
  static override readonly code = 'platform.malformed-request';
  static override readonly kind = 'unreadable';
  static override readonly title = 'The request cannot be read';
}

export class NotFound extends DomainError {
  static override readonly code = 'platform.not-found';
  static override readonly kind = 'not-found';
  static override readonly title = 'There is nothing here';
}

export class MethodNotAllowed extends DomainError {
  static override readonly code = 'platform.method-not-allowed';
  static override readonly kind = 'wrong-method';
  static override readonly title = 'This address does not know the method';
  static override readonly members = { allow: ['GET', 'HEAD', 'PATCH'] };
}

export class BodyTooLarge extends DomainError {
  static override readonly code = 'platform.body-too-large';
  static override readonly kind = 'too-large';
  static override readonly title = 'The body is too large';
}

export class UnsupportedMediaType extends DomainError {
  static override readonly code = 'platform.unsupported-media-type';
  static override readonly kind = 'unsupported-type';
  static override readonly title = 'The body is of a type that is not read here';
}

/** What the database refused because two requests met; nothing of the one that gets this was stored. */
export class ConcurrentChange extends DomainError {
  static override readonly code = 'platform.concurrent-change';
  static override readonly kind = 'conflict';
  static override readonly title = 'Someone changed the same thing at the same moment';
  static override readonly logLevel = 'warn';
}

export class TooManyRequests extends DomainError {
  static override readonly code = 'platform.too-many-requests';
  static override readonly kind = 'too-many';
  static override readonly title = 'Too many tries';
  static override readonly logLevel = 'info';
  static override readonly members = { retryAfterSeconds: 60 };
}

export class Internal extends DomainError {
  static override readonly code = 'platform.internal';
  static override readonly kind = 'fault';
  static override readonly title = 'Something went wrong on our side';
  static override readonly logLevel = 'error';

  constructor(cause: unknown) {
    super('The request was not carried out. Try again; if it happens again, tell us the X-Request-Id of this answer.', { cause });
  }
}

export class Unavailable extends DomainError {
  static override readonly code = 'platform.unavailable';
  static override readonly kind = 'unavailable';
  static override readonly title = 'The portal is not available at the moment';
  static override readonly logLevel = 'error';

  constructor(
    detail = 'Nothing was changed. Try again in a few seconds.',
    more?: { extensions?: Record<string, unknown>; cause?: unknown },
  ) {
    super(detail, more);
  }
}
