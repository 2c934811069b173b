import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { requireVersion, type ExpectedVersion } from '../../platform/http/etag.js';
import { Account, type PersonalDetails } from './account.entity.js';
import { PasswordTooShort } from './accounts.errors.js';
import { AccountQueries, type AccountRow } from './accounts.queries.js';
import { PasswordsService } from './passwords/passwords.service.js';
import { SecondFactorService } from './second-factor/second-factor.service.js';

/** What people do with their own account. */
@Injectable()
export class MyAccountService {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly queries: AccountQueries,
    private readonly passwords: PasswordsService,
    private readonly secondFactor: SecondFactorService,
  ) {}

  async get(accountId: string): Promise<AccountRow> {
    return (await this.queries.byId(accountId))!;
  }

  async update(accountId: string, details: PersonalDetails, expectedVersion: ExpectedVersion): Promise<AccountRow> {
    return this.database.transaction(async () => {
      const account = await this.em.findOneOrFail(Account, accountId, { lockMode: LockMode.PESSIMISTIC_WRITE });
      requireVersion(account.version, expectedVersion);
      account.rename(details);
      await this.database.flush();
      return this.get(accountId);
    });
  }

  /** Needs the password: a borrowed session must not take the second factor off. */
  async removeSecondFactor(accountId: string, password: string): Promise<void> {
    await this.passwords.requireCurrent(accountId, password, '/password');
    await this.database.transaction(async () => {
      const account = await this.em.findOneOrFail(Account, accountId, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (account.passwordIsShort) throw new PasswordTooShort();
      await this.secondFactor.remove(accountId, 'accounts.remove-second-factor');
    });
  }
}
