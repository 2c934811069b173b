import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { Database } from '../../../platform/database/database.js';
import { Events } from '../../../platform/events/events.js';
import { Clock } from '../../../platform/time/clock.js';
import { FeedbackService } from '../../city/index.js';
import { Account } from '../account.entity.js';
import { OpenMatters, StaffAccountStays } from '../accounts.errors.js';
import { AccountClosed } from '../accounts.events.js';
import { PasswordsService } from '../passwords/passwords.service.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { AccountParts, type OpenMatter } from './account-parts.js';

/**
 * Ends an account for its owner. What the law keeps stays: applications and cases with who made them, papers, files, fees, payments and
 * receipts with the payer's name, the chronology, the audit trail, and letters about records. The rest goes: username, e-mail address,
 * telephone number, password, second factor, sessions and links; what merely followed records of others; cart, calendar feed,
 * preferences, contact data left for visits and with concerns, letters about the account, and the name unless a record bears it.
 */
@Injectable()
export class AccountClosing {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly parts: AccountParts,
    private readonly passwords: PasswordsService,
    private readonly sessions: SessionsService,
    private readonly feedback: FeedbackService,
    private readonly audit: AuditLog,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  async close(accountId: string, password: string): Promise<void> {
    await this.passwords.requireCurrent(accountId, password, '/password');
    await this.database.transaction(async () => {
      const account = await this.em.findOneOrFail(Account, accountId, { lockMode: LockMode.PESSIMISTIC_WRITE });
      if (account.profile === 'staff') throw new StaffAccountStays();
      await this.requireNothingOpen(accountId);

      const { email, firstName, lastName, businessName } = account;
      const name = businessName ?? `${firstName} ${lastName}`.trim();
      const keepsName = await this.isNameBorne(accountId);
      for (const part of this.parts.all()) await part.forget?.(accountId, name);
      await this.feedback.forgetAuthor(accountId);
      await this.sessions.endAll(accountId, 'account-closed');
      await this.forgetSecrets(accountId);
      account.close(this.clock.now(), keepsName);
      await this.database.flush();
      await this.audit.record({ action: 'accounts.close', subject: accountId });
      this.events.publish(new AccountClosed({ accountId, email, name: firstName || name }));
    });
  }

  private async requireNothingOpen(accountId: string): Promise<void> {
    const matters: OpenMatter[] = [];
    for (const part of this.parts.all()) matters.push(...((await part.openMatters?.(accountId)) ?? []));
    if (matters.length > 0) throw new OpenMatters(matters);
  }

  private async isNameBorne(accountId: string): Promise<boolean> {
    for (const part of this.parts.all()) if (await part.bearsName?.(accountId)) return true;
    return false;
  }

  private async forgetSecrets(accountId: string): Promise<void> {
    for (const table of ['accounts.link', 'accounts.second_factor', 'accounts.email_change', 'accounts.sign_in_failure'] as const) {
      await this.database.query.deleteFrom(table).where('accountId', '=', accountId).execute();
    }
  }
}
