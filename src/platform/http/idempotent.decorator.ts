import { SetMetadata } from '@nestjs/common';

export const IDEMPOTENT = Symbol('idempotent');

export interface Idempotency {
  /** Without the header the request is refused with 400. */
  required: boolean;
}

/**
 * A POST that makes something honours `Idempotency-Key`: the handler and the kept answer are stored in one transaction.
 */
export const Idempotent = (options: Partial<Idempotency> = {}) => SetMetadata(IDEMPOTENT, { required: false, ...options } satisfies Idempotency);
