import { IsString, Matches, MaxLength, MinLength } from 'class-validator';
import { MOST_PASSWORD_CHARACTERS } from '../accounts.dto.js';

export class SecondFactorEnrolmentDto {
  /** The secret in base 32, for typing into an authenticator app. */
  secret: string;
  /** The same for apps that open links (`otpauth://totp/…`): SHA-1, six digits, 30 seconds. */
  otpauthUrl: string;
  /** The same as a QR code: a `data:image/png` URL. */
  qrCode: string;
}

export class ConfirmSecondFactorDto {
  /**
   * The six digits that the app shows now.
   * @example '123456'
   */
  @Matches(/^\d{6}$/, { message: 'must be six digits' })
  code: string;
}

export class RecoveryCodesDto {
  /** Each opens the account once in place of a code of the app. They are shown only now. */
  recoveryCodes: string[];
}

export class RemoveSecondFactorDto {
  /** The current password. */
  @IsString()
  @MinLength(1)
  @MaxLength(MOST_PASSWORD_CHARACTERS)
  password: string;
}
