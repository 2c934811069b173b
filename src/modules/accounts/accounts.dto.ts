import { IsEmail, IsOptional, IsString, Matches, MaxLength, MinLength, ValidateIf } from 'class-validator';
import type { Profile, StaffRole } from '../../platform/auth/principal.js';
import { toInstant } from '../../platform/database/types.js';
import { Trimmed } from '../../platform/http/trimmed.decorator.js';
import type { ContractorKind } from './account.entity.js';
import type { AccountRow } from './accounts.queries.js';

/** Unlike `IsOptional`, does not take null for left out. */
export const given =
  <Field extends string>(field: Field) =>
  (body: Partial<Record<Field, unknown>>): boolean =>
    body[field] !== undefined;

export const USERNAME = /^[A-Za-z0-9][A-Za-z0-9._-]{2,39}$/;
export const USERNAME_RULE = 'must have 3 to 40 letters, digits, dots, dashes or underscores, and start with a letter or a digit';
export const PHONE = /^\+?[0-9][0-9 ().x-]{5,28}[0-9]$/;
export const PHONE_RULE = 'must be a phone number such as 555-010-1234';
export const MOST_PASSWORD_CHARACTERS = 512;

/** What a resident registers with. */
export class RegisterAccountDto {
  /**
   * The name to sign in with. 3 to 40 letters, digits, dots, dashes or underscores; capital letters make no difference.
   * @example 'demo.resident'
   */
  @Trimmed()
  @Matches(USERNAME, { message: USERNAME_RULE })
  username: string;

  /**
   * Where messages and links go; it is proved with a mailed link.
   * @example 'resident@example.com'
   */
  @Trimmed()
  @IsEmail()
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
  password: string;

  /** @example 'Demo' */
  @Trimmed()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  firstName: string;

  /** @example 'Resident' */
  @Trimmed()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  lastName: string;

  /** @example '555-010-1234' */
  @IsOptional()
  @Trimmed()
  @Matches(PHONE, { message: PHONE_RULE })
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
  /** @example '555-010-1234' */
  phone: string | null;
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
  @Trimmed()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  firstName?: string;

  /** @example 'Resident' */
  @ValidateIf(given('lastName'))
  @Trimmed()
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  lastName?: string;

  /**
   * Null takes it off the account.
   * @example '555-010-1234'
   */
  @IsOptional()
  @ValidateIf((_account, value) => value !== null)
  @Trimmed()
  @Matches(PHONE, { message: PHONE_RULE })
  phone?: string | null;
}

export class VerifyEmailDto {
  /** From the link in the verification e-mail. */
  @Trimmed()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  token: string;
}
