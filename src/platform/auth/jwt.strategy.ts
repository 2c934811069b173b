import { createSecretKey } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy } from 'passport-jwt';
import { Clock } from '../time/clock.js';
import { ISSUER, type AccessClaims } from './access-tokens.js';
import { Keys } from './keys.js';
import type { Principal } from './principal.js';
import { SessionCache } from './session-cache.js';

/** Reads `Authorization: Bearer …`, checks signature and age, and finds the session behind it. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(
    keys: Keys,
    private readonly clock: Clock,
    private readonly sessions: SessionCache,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      // A finished key: of plain bytes the library would make one anew for every token, after trying whether they are a public key.
      secretOrKey: createSecretKey(keys.for('access-token')) as unknown as Buffer,
      algorithms: ['HS256'],
      issuer: ISSUER,
      // The library knows only the machine's clock; the age is checked below, by ours.
      ignoreExpiration: true,
    });
  }

  async validate(claims: AccessClaims): Promise<Principal | false> {
    if (typeof claims.exp !== 'number' || claims.exp * 1000 <= this.clock.now().epochMilliseconds) return false;
    return (await this.sessions.principalOf(claims.sid)) ?? false;
  }
}
