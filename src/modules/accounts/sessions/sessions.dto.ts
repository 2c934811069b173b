import { IsIn, IsOptional, IsString, MaxLength, MinLength } from 'class-validator';
import { PROFILES, type Profile } from '../../../platform/auth/principal.js';
import { toInstant } from '../../../platform/database/types.js';
import type { Page } from '../../../platform/http/paging.js';
import { AccountDto, MOST_PASSWORD_CHARACTERS } from '../accounts.dto.js';
import { SESSION_KEEPINGS, type SessionKeeping, type SessionRow } from './sessions.service.js';

export class SignInDto {
  /** Which of one's accounts: residents are `public`. @example public */
  @IsIn(PROFILES)
  profile: Profile;

  /**
   * The username for `public` and `staff`, the e-mail address for `contractor`; the others may use a proved e-mail address too.
   * @example 'demo.resident'
   */
  @IsString()
  @MinLength(1)
  @MaxLength(254)
  login: string;

  /** @example 'nine maples by the river' */
  @IsString()
  @MinLength(1)
  @MaxLength(MOST_PASSWORD_CHARACTERS)
  password: string;

  /**
   * Six digits of the authenticator app, or a recovery code; only for accounts with a second factor.
   * @example '123456'
   */
  @IsOptional()
  @IsString()
  @MaxLength(30)
  otp?: string;

  /**
   * Who keeps the session. `cookie` is for pages in a browser: the refresh token goes into a cookie that no script can read, and the
   * browser sends it to `refreshSession` and `signOut` by itself.
   */
  @IsIn(SESSION_KEEPINGS)
  session: SessionKeeping = 'token';
}

export class RefreshSessionDto {
  /** Who keeps the session, as at `signIn`. */
  @IsIn(SESSION_KEEPINGS)
  session: SessionKeeping = 'token';

  /** From the last answer of `signIn` or `refreshSession`; good for one use within 30 days (and again within 30 seconds of it). Left out when a cookie keeps the session. */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  refreshToken?: string;
}

/** A session that has been started or continued. */
export class SessionTokensDto {
  /** For `Authorization: Bearer …`. */
  accessToken: string;
  /** How long the access token is good for. */
  expiresInSeconds: number;
  /** For `refreshSession`; keep it where scripts of other sites cannot read it. Null when a cookie keeps the session. */
  refreshToken: string | null;
  account: AccountDto;
}

/** Somewhere the account is signed in. */
export class SessionDto {
  /** UUIDv7 */
  id: string;
  /** What the browser or program called itself at sign-in; null when it did not. */
  client: string | null;
  /** RFC 3339, UTC */
  signedInAt: string;
  /** When the session was last continued; RFC 3339, UTC. */
  lastUsedAt: string;
  /** Whether this very request belongs to it. */
  current: boolean;
}

export class SessionPageDto {
  items: SessionDto[];
  nextCursor: string | null;
}

export function toSessionPageDto({ items, nextCursor }: Page<SessionRow>, currentId: string): SessionPageDto {
  return { items: items.map((row) => toSessionDto(row, currentId)), nextCursor };
}

function toSessionDto(row: SessionRow, currentId: string): SessionDto {
  return {
    id: row.id,
    client: row.client,
    signedInAt: toInstant(row.createdAt).toString(),
    lastUsedAt: toInstant(row.lastUsedAt).toString(),
    current: row.id === currentId,
  };
}
