import { IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import { MOST_PASSWORD_CHARACTERS } from '../accounts.dto.js';

const GRANTS = ['password', 'refresh_token'] as const;

/** The names of RFC 6749. */
export class OAuthTokenRequest {
  /** How the session is asked for. */
  @IsIn(GRANTS)
  grant_type: (typeof GRANTS)[number];

  /**
   * For `password`: the username of residents and staff, or the e-mail address.
   * @example 'demo.resident'
   */
  @IsOptional()
  @IsString()
  @MaxLength(254)
  username?: string;

  /**
   * For `password`.
   * @example 'nine maples by the river'
   */
  @IsOptional()
  @IsString()
  @MaxLength(MOST_PASSWORD_CHARACTERS)
  password?: string;

  /**
   * For `password`: the profile of the account, `public`, `contractor` or `staff`.
   * @example public
   */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  scope?: string;

  /** For `password`: six digits of the authenticator app, or a recovery code; only for accounts with a second factor. */
  @IsOptional()
  @IsString()
  @Length(0, 30)
  otp?: string;

  /** For `refresh_token`: from the last answer. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  refresh_token?: string;

  /** Not looked at. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  client_id?: string;

  /** Not looked at. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  client_secret?: string;
}

export class OAuthTokenDto {
  /** For `Authorization: Bearer …`. */
  access_token: string;
  /** How the token is sent. */
  token_type: 'Bearer';
  /** How many seconds the access token is good for. @example 900 */
  expires_in: number;
  /** For the grant `refresh_token`, or for `refreshSession`; good for one use. */
  refresh_token: string;
}
