import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { Clock } from '../time/clock.js';

export const ISSUER = 'frontcounter';
export const ACCESS_TOKEN_SECONDS = 15 * 60;

/** What an access token says. Whom the session belongs to and what they may do is looked up, so that changes count at once. */
export interface AccessClaims {
  sub: string;
  sid: string;
  iat: number;
  exp: number;
}

/** Issues the short-lived tokens that clients send with every request. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly jwt: JwtService,
    private readonly clock: Clock,
  ) {}

  issue(accountId: string, sessionId: string): string {
    const now = Math.floor(this.clock.now().epochMilliseconds / 1000);
    return this.jwt.sign({ sub: accountId, sid: sessionId, iat: now, exp: now + ACCESS_TOKEN_SECONDS } satisfies AccessClaims);
  }
}
