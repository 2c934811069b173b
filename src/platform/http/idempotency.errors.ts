import { DomainError } from '../errors/domain-error.js';

export class IdempotencyKeyRequired extends DomainError {
  static override readonly code = 'platform.idempotency-key-required';
  static override readonly kind = 'unreadable';
  static override readonly title = 'This needs an Idempotency-Key';
}

export class IdempotencyKeyMalformed extends DomainError {
  static override readonly code = 'platform.idempotency-key-malformed';
  static override readonly kind = 'unreadable';
  static override readonly title = 'The Idempotency-Key cannot be used';
}

export class IdempotencyKeyReused extends DomainError {
  static override readonly code = 'platform.idempotency-key-reused';
  static override readonly kind = 'rule-broken';
  static override readonly title = 'The Idempotency-Key belongs to another request';
}

export class IdempotencyKeyInUse extends DomainError {
  static override readonly code = 'platform.idempotency-key-in-use';
  static override readonly kind = 'conflict';
  static override readonly title = 'The first request with this Idempotency-Key is still being worked on';
}
