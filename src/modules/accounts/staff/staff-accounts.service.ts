import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import type { StaffRole } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../platform/time/clock.js';
import { Account, type NewPerson } from '../account.entity.js';
import { EmailInUse, UsernameTaken } from '../accounts.errors.js';
import { AccountQueries, type AccountRow } from '../accounts.queries.js';
import { Links } from '../links.js';
import { translatingDuplicates } from '../unique.js';

export interface NewStaff extends NewPerson {
  username: string;
  roles: StaffRole[];
}

/** The accounts of the city's own people. */
@Injectable()
export class StaffAccountsService {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly links: Links,
    private readonly queries: AccountQueries,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** The account has no password until its owner chooses one through the mailed link. */
  async create(person: NewStaff): Promise<AccountRow> {
    const taken = {
      account_username_once: () => new UsernameTaken(person.username),
      account_email_once: () => new EmailInUse(`Another staff account has the address ${person.email}.`),
    };
    return translatingDuplicates(taken, () =>
      this.database.transaction(async () => {
        const account = Account.forStaff(person, this.clock.now());
        this.em.persist(account);
        await this.database.flush();
        await this.links.make('first-password', account.id, account.email);
        await this.audit.record({
          action: 'accounts.create-staff',
          subject: account.id,
          after: { username: person.username, roles: person.roles },
        });
        return (await this.queries.byId(account.id))!;
      }),
    );
  }
}
