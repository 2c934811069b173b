import { IsOptional, IsString, Matches, MaxLength, MinLength, ValidateIf } from 'class-validator';
import type { Profile, StaffRole } from '../../platform/auth/principal.js';
import { toInstant } from '../../platform/database/types.js';
import type { ContractorKind } from './account.entity.js';
import type { AccountRow } from './accounts.queries.js';
import { IsPhone, toE164 } from '../../platform/text/phone.js';
import { IsMailbox } from '../../platform/text/mailbox.js';
import { PlainName } from '../../platform/text/plain-name.js';
import { IsUsablePassword } from './passwords/usable-password.js';

/** Unlike `IsOptional`, does not take null for left out. */
export const given =
  <Field extends string>(field: Field) =>
  (body: Partial<Record<Field, unknown>>): boolean =>
    body[field] !== undefined;

export const USERNAME = /^[A-Za-z0-9][A-Za-z0-9._-]{2,39}$/;
export const USERNAME_RULE = 'must have 3 to 40 letters, digits, dots, dashes or underscores, and start with a letter or a digit';
export const MOST_PASSWORD_CHARACTERS = 512;

/** What a resident registers with. */
export class RegisterAccountDto {
  /**
   * The name to sign in with. 3 to 40 letters, digits, dots, dashes or underscores; capital letters make no difference.
   * @example 'demo.resident'
   */
  @Matches(USERNAME, { message: USERNAME_RULE })
  username: string;

  /**
   * Where messages and links go; it is proved with a mailed link.
   * @example 'resident@example.com'
   */
  @IsMailbox()
  @MaxLength(254)
  email: string;

  /**
   * At least 15 characters, at most 512. Any characters, blanks included; there are no rules of composition. Common passwords and
   * words from the account itself are refused with the reason.
   * @example 'three lamps over the harbor'
   */
  @IsString()
  @MinLength(1)
  @MaxLength(MOST_PASSWORD_CHARACTERS)
  @IsUsablePassword(MOST_PASSWORD_CHARACTERS)
  password: string;

  /** @example 'Demo' */
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  @PlainName()
  firstName: string;

  /** Empty for somebody with one name. @example 'Resident' */
  @IsString()
  @MaxLength(100)
  @PlainName()
  lastName: string;

  /** @example '555-010-1234' */
  @IsOptional()
  @IsPhone()
  phone?: string;
}

/** An account as its owner and administrators see it. */
export class AccountDto {
  /** UUIDv7 */
  id: string;
  /** `public` for residents, `contractor` for contractors, developers and design professionals, `staff` for the city. */
  profile: Profile;
  /** What sort of contractor; null for other profiles. */
  contractorKind: ContractorKind | null;
  /** Null for contractors: they sign in with their e-mail address. */
  username: string | null;
  email: string;
  /** Whether the link in the verification e-mail has been followed. */
  emailVerified: boolean;
  /** @example 'Demo' */
  firstName: string;
  /** @example 'Resident' */
  lastName: string;
  /** The firm, for contractors. */
  businessName: string | null;
  /** As it was given. @example '555-010-1234' */
  phone: string | null;
  /** The same for programs that dial, without the extension. @example '+15550101234' */
  phoneE164: string | null;
  /** Empty unless the profile is `staff`. */
  roles: StaffRole[];
  /** Whether signing in needs a one-time code besides the password. */
  secondFactor: boolean;
  /** The password was given out by somebody else, is spent with the first sign-in and must be changed now (`changePassword`). */
  passwordMustChange: boolean;
  /** RFC 3339, UTC */
  createdAt: string;
  /** Grows with every change; the `ETag` is made of it. */
  version: number;
}

export function toAccountDto(row: AccountRow): AccountDto {
  return {
    id: row.id,
    profile: row.profile,
    contractorKind: row.contractorKind,
    username: row.username,
    email: row.email,
    emailVerified: row.emailVerified,
    firstName: row.firstName,
    lastName: row.lastName,
    businessName: row.businessName,
    phone: row.phone,
    phoneE164: row.phone && toE164(row.phone),
    roles: row.roles,
    secondFactor: row.hasSecondFactor,
    passwordMustChange: row.hasOneTimePassword,
    createdAt: toInstant(row.createdAt).toString(),
    version: row.version,
  };
}

/** What is left out stays as it is. */
export class UpdateMyAccountDto {
  /** @example 'Demo' */
  @ValidateIf(given('firstName'))
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  @PlainName()
  firstName?: string;

  /** @example 'Resident' */
  @ValidateIf(given('lastName'))
  @IsString()
  @MaxLength(100)
  @PlainName()
  lastName?: string;

  /**
   * Null takes it off the account.
   * @example '555-010-1234'
   */
  @IsOptional()
  @ValidateIf((_account, value) => value !== null)
  @IsPhone()
  phone?: string | null;
}

export class ChangeMyEmailDto {
  /** The address to have from now on. @example 'new.address@example.com' */
  @IsMailbox()
  @MaxLength(254)
  email: string;

  /**
   * The password of the account.
   * @example 'three lamps over the harbor'
   */
  @IsString()
  @MinLength(1)
  @MaxLength(MOST_PASSWORD_CHARACTERS)
  password: string;
}

export class VerificationTokenDto {
  /** From the link in the verification e-mail. */
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  token: string;
}

export class VerifyEmailDto extends VerificationTokenDto {
  /**
   * Of the account that the link is about. Left out when the request comes from a session of that account.
   * @example 'three lamps over the harbor'
   */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(MOST_PASSWORD_CHARACTERS)
  password?: string;
}

/** What a verification link is about. */
export class EmailVerificationDto {
  /** The account that would use the address. @example 'demo.resident' */
  username: string;

  /** @example 'resident@example.com' */
  email: string;
}
