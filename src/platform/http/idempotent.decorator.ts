import { applyDecorators, SetMetadata, UseInterceptors } from '@nestjs/common';
import { IDEMPOTENT, IdempotencyInterceptor, type Idempotency } from './idempotency.interceptor.js';

/**
 * A POST that makes something honours `Idempotency-Key`: the same key and body give the first answer again. The handler and the
 * kept answer are stored in one transaction, so neither exists without the other. The answer is kept for a day,
 * one with a secret in it `sealed`; not for routes that answer with streams.
 */
export const Idempotent = (options: Partial<Idempotency> = {}) =>
  applyDecorators(
    SetMetadata(IDEMPOTENT, { required: false, ownTransactions: false, sealed: false, ...options } satisfies Idempotency),
    UseInterceptors(IdempotencyInterceptor),
  );
