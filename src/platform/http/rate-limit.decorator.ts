import { SetMetadata } from '@nestjs/common';

export const RATE_LIMIT = Symbol('rate-limit');

export interface RateLimitRule {
  /** Tries within the window. */
  limit: number;
  windowSeconds: number;
  /** Whose tries are counted together. */
  per: 'client' | 'account';
}

/** Limits tries on a route whose answer could be guessed; counted in the database, so all replicas share the count. */
export const RateLimit = (...rules: RateLimitRule[]) => SetMetadata(RATE_LIMIT, rules);
