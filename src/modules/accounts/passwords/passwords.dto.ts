import { IsIn, IsString, MaxLength, MinLength, ValidateIf } from 'class-validator';
import { PROFILES, type Profile } from '../../../platform/auth/principal.js';
import { MOST_PASSWORD_CHARACTERS } from '../accounts.dto.js';
import { IsMailbox } from '../../../platform/text/mailbox.js';

export class RequestPasswordResetDto {
  /** Residents are `public`. */
  @IsIn(PROFILES)
  profile: Profile;

  /**
   * For `public`, which resets by username.
   * @example 'demo.resident'
   */
  @ValidateIf((request: RequestPasswordResetDto) => request.profile === 'public' || request.username !== undefined)
  @IsString()
  @MinLength(1)
  @MaxLength(254)
  username?: string;

  /**
   * For `contractor` and `staff`: the main e-mail address on file.
   * @example 'contractor@example.com'
   */
  @ValidateIf((request: RequestPasswordResetDto) => request.profile !== 'public' || request.email !== undefined)
  @IsMailbox()
  @MaxLength(254)
  email?: string;
}

export class ResetPasswordDto {
  /** From the mailed link; good for one use within 30 minutes, for the first password within 7 days. */
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  token: string;

  /**
   * At least 15 characters, or 8 where a second factor is enrolled; at most 512.
   * @example 'three lamps over the harbor'
   */
  @IsString()
  @MinLength(1)
  @MaxLength(MOST_PASSWORD_CHARACTERS)
  newPassword: string;
}

export class ChangePasswordDto {
  /** @example 'three lamps over the harbor' */
  @IsString()
  @MinLength(1)
  @MaxLength(MOST_PASSWORD_CHARACTERS)
  currentPassword: string;

  /**
   * At least 15 characters, or 8 where a second factor is enrolled; at most 512.
   * @example 'nine green kites by the mill'
   */
  @IsString()
  @MinLength(1)
  @MaxLength(MOST_PASSWORD_CHARACTERS)
  newPassword: string;
}

export class RemindUsernameDto {
  @IsIn(PROFILES)
  profile: Profile;

  /**
   * The e-mail address of the account.
   * @example 'resident@example.com'
   */
  @IsMailbox()
  @MaxLength(254)
  email: string;
}
