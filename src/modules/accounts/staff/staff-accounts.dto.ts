import { ArrayUnique, IsArray, IsIn, IsOptional, IsString, Matches, MaxLength, MinLength, ValidateIf } from 'class-validator';
import { PROFILES, STAFF_ROLES, type Profile, type StaffRole } from '../../../platform/auth/principal.js';
import { PageQuery } from '../../../platform/http/paging.js';
import { AccountDto, given, toAccountDto, UpdateMyAccountDto, USERNAME, USERNAME_RULE } from '../accounts.dto.js';
import { PROFESSIONAL_KINDS } from '../account.entity.js';
import type { AccountRow } from '../accounts.queries.js';
import { IsPhone } from '../../../platform/text/phone.js';
import { IsMailbox } from '../../../platform/text/mailbox.js';
import { PlainName } from '../../../platform/text/plain-name.js';

export class ListAccountsQuery extends PageQuery {
  /** Part of a name, a username, an e-mail address or a firm. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  q?: string;

  /** Only accounts of this profile. */
  @IsOptional()
  @IsIn(PROFILES)
  profile?: Profile;

  /** Only staff who have this role. */
  @IsOptional()
  @IsIn(STAFF_ROLES)
  role?: StaffRole;
}

/** An account as administrators see it. */
export class AdminAccountDto extends AccountDto {
  /** Whether the account has a password; without one its owner has yet to follow the first-password link. */
  hasPassword: boolean;
  /** Whether the account is shut out. */
  disabled: boolean;
  /** Why it is disabled; null while it is not, or when no reason was given. */
  disabledReason: string | null;
}

export class AdminAccountPageDto {
  items: AdminAccountDto[];
  nextCursor: string | null;
}

export function toAdminAccountDto(row: AccountRow): AdminAccountDto {
  return { ...toAccountDto(row), hasPassword: row.hasPassword, disabled: row.disabled, disabledReason: row.disabledReason };
}

export class CreateStaffAccountDto {
  /** @example 'demo.clerk' */
  @Matches(USERNAME, { message: USERNAME_RULE })
  username: string;

  /** @example 'clerk@fairview.example' */
  @IsMailbox()
  @MaxLength(254)
  email: string;

  /** @example 'Demo' */
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  @PlainName()
  firstName: string;

  /** @example 'Clerk' */
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  @PlainName()
  lastName: string;

  /** @example '555-010-1234' */
  @IsOptional()
  @IsPhone()
  phone?: string;

  /**
   * What the person may do; without roles, only what all staff may.
   * @example ['permit-technician']
   */
  @IsArray()
  @ArrayUnique()
  @IsIn(STAFF_ROLES, { each: true })
  roles: StaffRole[];
}

export class RegisterProfessionalDto {
  @IsIn(PROFESSIONAL_KINDS)
  contractorKind: (typeof PROFESSIONAL_KINDS)[number];

  /** With what they sign in. @example 'drawings@example.com' */
  @IsMailbox()
  @MaxLength(254)
  email: string;

  /** @example 'Demo Architect' */
  @IsString()
  @MinLength(1)
  @MaxLength(100)
  @PlainName()
  contactName: string;

  /** @example 'Demo Drawing Office' */
  @IsOptional()
  @IsString()
  @MinLength(1)
  @MaxLength(200)
  @PlainName()
  businessName?: string;

  /** @example '630-555-0160' */
  @IsOptional()
  @IsPhone()
  phone?: string;
}

/** What is left out stays as it is. */
export class UpdateStaffAccountDto extends UpdateMyAccountDto {
  /**
   * All roles of the person from now on.
   * @example ['permit-technician', 'cashier']
   */
  @ValidateIf(given('roles'))
  @IsArray()
  @ArrayUnique()
  @IsIn(STAFF_ROLES, { each: true })
  roles?: StaffRole[];
}

export class ChangeAccountEmailDto {
  /** @example 'new.address@example.com' */
  @IsMailbox()
  @MaxLength(254)
  email: string;
}

export class DisableAccountDto {
  /**
   * For the record; the owner is not shown it.
   * @example 'Has left the service of the city.'
   */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  reason?: string;
}
