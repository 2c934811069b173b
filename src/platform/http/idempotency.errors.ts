import { domainError } from '../errors/domain-error.js';

export class IdempotencyKeyRequired extends domainError(
  'platform.idempotency-key-required',
  'unreadable',
  'This needs an Idempotency-Key',
) {}

export class IdempotencyKeyMalformed extends domainError(
  'platform.idempotency-key-malformed',
  'unreadable',
  'The Idempotency-Key cannot be used',
) {}

export class IdempotencyKeyReused extends domainError(
  'platform.idempotency-key-reused',
  'rule-broken',
  'The Idempotency-Key belongs to another request',
) {}

export class IdempotencyKeyInUse extends domainError(
  'platform.idempotency-key-in-use',
  'conflict',
  'The first request with this Idempotency-Key is still being worked on',
) {}
