import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { Database } from '../../../platform/database/database.js';
import { Events } from '../../../platform/events/events.js';
import { EmailInUse } from '../accounts.errors.js';
import { FirstPasswordRequested } from '../accounts.events.js';
import { AccountQueries, type AccountRow } from '../accounts.queries.js';
import { AccountsService, type NewContractor } from '../accounts.service.js';

/** Developers and design professionals whom the city knows, with the same first password as contractors. */
@Injectable()
export class ProfessionalsService {
  constructor(
    private readonly database: Database,
    private readonly accounts: AccountsService,
    private readonly queries: AccountQueries,
    private readonly audit: AuditLog,
    private readonly events: Events,
  ) {}

  register(professional: NewContractor): Promise<AccountRow> {
    return this.database.transaction(async () => {
      const { accountId, created } = await this.accounts.createContractorAccount(professional);
      if (!created) throw new EmailInUse(`A contractor, developer or design professional has the address ${professional.email} already.`);
      this.events.publish(new FirstPasswordRequested({ accountId }));
      const { contractorKind, businessName = null } = professional;
      await this.audit.record({ action: 'accounts.register-professional', subject: accountId, after: { contractorKind, businessName } });
      return (await this.queries.byId(accountId))!;
    });
  }
}
