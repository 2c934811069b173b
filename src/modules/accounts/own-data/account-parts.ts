import { Injectable } from '@nestjs/common';

/** Why an account cannot be closed yet, and what its owner can do about it. */
export interface OpenMatter {
  code: 'record-open' | 'fees-due' | 'checkout-open' | 'refund-due' | 'last-manager';
  recordNumber: string | null;
  /** For the owner to read. */
  label: string;
}

/** The rows of one list of a copy, read when its turn comes. */
export type Lists = Record<string, () => Promise<object[]>>;

/** What a module keeps of the owner of an account. */
export interface AccountPart {
  openMatters?(accountId: string): Promise<OpenMatter[]>;
  /** Whether something that stays bears the owner's name. */
  bearsName?(accountId: string): Promise<boolean>;
  /** Takes away what the law does not keep, in the transaction that closes the account. */
  forget?(accountId: string, name: string): Promise<void>;
  /** All that it keeps, for the owner's copy; secrets excepted. */
  copy(accountId: string): Lists;
}

/** Modules above say here what they keep of an account, so that closing and copying miss nothing. */
@Injectable()
export class AccountParts {
  private readonly parts: AccountPart[] = [];

  add(part: AccountPart): void {
    this.parts.push(part);
  }

  all(): readonly AccountPart[] {
    return this.parts;
  }
}
