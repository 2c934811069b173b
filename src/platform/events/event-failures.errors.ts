import { DomainError } from '../errors/domain-error.js';

export class FailureNotFound extends DomainError {
  static override readonly code = 'platform.failure-not-found';
  static override readonly kind = 'not-found';
  static override readonly title = 'No such failure';
}

export class HandlerRunning extends DomainError {
  static override readonly code = 'platform.handler-running';
  static override readonly kind = 'conflict';
  static override readonly title = 'It is being tried right now';
}
