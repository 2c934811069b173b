import { applyDecorators, SetMetadata, UseGuards } from '@nestjs/common';
import { RATE_LIMIT, RateLimitGuard, type RateLimitRule } from './rate-limit.guard.js';

/** Limits tries on a route whose answer could be guessed; counted in the database, so all replicas share the count. */
export const RateLimit = (...rules: RateLimitRule[]) => applyDecorators(SetMetadata(RATE_LIMIT, rules), UseGuards(RateLimitGuard));
