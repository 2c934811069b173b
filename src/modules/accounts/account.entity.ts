import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../platform/database/ids.js';
import { InstantType } from '../../platform/database/types.js';
import type { Profile, StaffRole } from '../../platform/auth/principal.js';

/** Contractors beside them are registered with a license. */
export const PROFESSIONAL_KINDS = ['developer', 'design-professional'] as const;
export const CONTRACTOR_KINDS = ['contractor', ...PROFESSIONAL_KINDS] as const;
export type ContractorKind = (typeof CONTRACTOR_KINDS)[number];

const AccountSchema = defineEntity({
  name: 'Account',
  schema: 'accounts',
  tableName: 'account',
  properties: {
    id: p.uuid().primary(),
    profile: p.string().$type<Profile>(),
    contractorKind: p.string().$type<ContractorKind>().nullable(),
    username: p.string().nullable(),
    email: p.string(),
    emailVerifiedAt: p.type(InstantType).nullable(),
    firstName: p.string(),
    lastName: p.string(),
    businessName: p.string().nullable(),
    phone: p.string().nullable(),
    roles: p.array<StaffRole>(),
    passwordHash: p.string().nullable().hidden(),
    passwordChangedAt: p.type(InstantType).nullable(),
    passwordIsShort: p.boolean(),
    oneTimePasswordUntil: p.type(InstantType).nullable(),
    oneTimePasswordUsedAt: p.type(InstantType).nullable(),
    disabledAt: p.type(InstantType).nullable(),
    disabledReason: p.string().nullable(),
    closedAt: p.type(InstantType).nullable(),
    createdAt: p.type(InstantType),
    version: p.integer().version(),
  },
});

export interface NewPerson {
  email: string;
  firstName: string;
  lastName: string;
  phone?: string | null;
}

/** What is left out stays as it is; null takes a telephone number away. */
export interface PersonalDetails {
  firstName?: string;
  lastName?: string;
  phone?: string | null;
}

/** Somebody who can sign in: a resident, a contractor or a member of the city's staff. */
export class Account extends AccountSchema.class {
  static forResident(person: NewPerson & { username: string; passwordHash: string }, now: Temporal.Instant): Account {
    const account = Account.blank('public', person, now);
    account.username = person.username;
    account.setPassword(person.passwordHash, now);
    return account;
  }

  /** Has no password until the first one is chosen through a mailed link. */
  static forStaff(person: NewPerson & { username: string; roles: StaffRole[] }, now: Temporal.Instant): Account {
    const account = Account.blank('staff', person, now);
    account.username = person.username;
    account.roles = person.roles;
    return account;
  }

  private static blank(profile: Profile, person: NewPerson, now: Temporal.Instant): Account {
    const account = new Account();
    Object.assign(account, {
      id: newId(),
      profile,
      contractorKind: null,
      username: null,
      email: person.email,
      emailVerifiedAt: null,
      firstName: person.firstName,
      lastName: person.lastName,
      businessName: null,
      phone: person.phone ?? null,
      roles: [],
      passwordHash: null,
      passwordChangedAt: null,
      passwordIsShort: false,
      oneTimePasswordUntil: null,
      oneTimePasswordUsedAt: null,
      disabledAt: null,
      disabledReason: null,
      closedAt: null,
      createdAt: now,
    });
    return account;
  }

  get isDisabled(): boolean {
    return this.disabledAt !== null;
  }

  get isAdministrator(): boolean {
    return this.roles.includes('administrator') && !this.isDisabled;
  }

  rename({ firstName, lastName, phone }: PersonalDetails): void {
    if (firstName !== undefined) this.firstName = firstName;
    if (lastName !== undefined) this.lastName = lastName;
    if (phone !== undefined) this.phone = phone;
  }

  /** Nobody has proved the new address yet. */
  changeEmail(email: string): void {
    this.email = email;
    this.emailVerifiedAt = null;
  }

  setPassword(hash: string, now: Temporal.Instant): void {
    this.passwordHash = hash;
    this.passwordIsShort = false;
    this.passwordChangedAt = now;
    this.oneTimePasswordUntil = null;
    this.oneTimePasswordUsedAt = null;
  }

  /** A password that someone else has seen: good for one sign-in, in which it is to be changed. */
  setOneTimePassword(hash: string, now: Temporal.Instant, until: Temporal.Instant): void {
    this.setPassword(hash, now);
    this.oneTimePasswordUntil = until;
  }

  /** What was good enough with a second factor is not without: the owner chooses a new password by a mailed link. */
  dropPassword(): void {
    this.passwordHash = null;
    this.passwordIsShort = false;
  }

  disable(reason: string | null, now: Temporal.Instant): void {
    this.disabledAt ??= now;
    this.disabledReason = reason;
  }

  /** Nobody signs in any more. @param keepsName for the records that bear it */
  close(now: Temporal.Instant, keepsName: boolean): void {
    Object.assign(this, { closedAt: now, username: null, email: '', emailVerifiedAt: null, phone: null });
    if (!keepsName) Object.assign(this, { firstName: '', lastName: '', businessName: null });
    this.dropPassword();
  }

  enable(): void {
    this.disabledAt = null;
    this.disabledReason = null;
  }
}
AccountSchema.setClass(Account);
