import { Injectable, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import {
  InjectThrottlerOptions,
  InjectThrottlerStorage,
  ThrottlerGuard,
  type ThrottlerLimitDetail,
  type ThrottlerModuleOptions,
  type ThrottlerStorage,
} from '@nestjs/throttler';
import type { Principal } from '../auth/principal.js';
import { Settings } from '../config/settings.js';
import { TooManyRequests } from './http.errors.js';

export const RATE_LIMIT = Symbol('rate-limit');

export interface RateLimitRule {
  /** Tries within the window. */
  limit: number;
  windowSeconds: number;
  /** Whose tries are counted together: an account's (signed out, a client's) or a client's (its address, of IPv6 the network). */
  per: 'client' | 'account';
}

/** Counts the tries on a route by its own `@RateLimit` rules. As a guard of the route it runs after the account is known. */
@Injectable()
export class RateLimitGuard extends ThrottlerGuard {
  constructor(
    @InjectThrottlerOptions() options: ThrottlerModuleOptions,
    @InjectThrottlerStorage() storage: ThrottlerStorage,
    reflector: Reflector,
    private readonly settings: Settings,
  ) {
    super(options, storage, reflector);
  }

  override async canActivate(context: ExecutionContext): Promise<boolean> {
    if (!this.settings.rateLimits) return true;
    for (const { limit, windowSeconds, per } of this.reflector.getAllAndOverride<RateLimitRule[]>(RATE_LIMIT, [
      context.getHandler(),
      context.getClass(),
    ])) {
      const window = windowSeconds * 1000;
      await this.handleRequest({
        context,
        limit,
        ttl: window,
        blockDuration: window,
        throttler: { name: 'default', limit, ttl: window },
        getTracker: (request) => this.trackerOf(request, per),
        generateKey: (_context, tracker) => `${context.getClass().name}.${context.getHandler().name}/${windowSeconds}s/${tracker}`,
      });
    }
    return true;
  }

  protected override throwThrottlingException(_context: ExecutionContext, { timeToBlockExpire }: ThrottlerLimitDetail): Promise<void> {
    throw new TooManyRequests(`You have tried this too often. Try again in ${inWords(timeToBlockExpire)}.`, {
      extensions: { retryAfterSeconds: timeToBlockExpire },
    });
  }

  private async trackerOf(request: Record<string, unknown>, per: RateLimitRule['per']): Promise<string> {
    const accountId = (request as { user?: Principal }).user?.accountId;
    return per === 'account' && accountId ? `account ${accountId}` : `client ${await this.getTracker(request)}`;
  }
}

function inWords(seconds: number): string {
  if (seconds <= 90) return seconds === 1 ? 'a second' : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 90 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}
