import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../platform/time/clock.js';
import { FeedbackService } from '../../city/index.js';
import { AccountQueries } from '../accounts.queries.js';
import { AccountParts, type Lists } from './account-parts.js';

/** All that the portal knows of an account as one JSON document, read list by list while it is sent. */
@Injectable()
export class AccountCopy {
  constructor(
    private readonly database: Database,
    private readonly queries: AccountQueries,
    private readonly parts: AccountParts,
    private readonly feedback: FeedbackService,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  async of(accountId: string): Promise<Readable> {
    await this.database.transaction(() => this.audit.record({ action: 'accounts.copy-data', subject: accountId }));
    return Readable.from(this.lines(accountId), { objectMode: false });
  }

  private async *lines(accountId: string): AsyncGenerator<string> {
    const { version: _version, ...account } = (await this.queries.byId(accountId))!;
    yield `{"copiedAt":${JSON.stringify(this.clock.now().toString())},\n"account":${JSON.stringify(account)}`;
    const lists = [this.own(accountId), ...this.parts.all().map((part) => part.copy(accountId))];
    for (const [name, rows] of lists.flatMap((each) => Object.entries(each))) yield `,\n"${name}":${JSON.stringify(await rows())}`;
    yield '}\n';
  }

  private own(accountId: string): Lists {
    const { query } = this.database;
    return {
      sessions: () =>
        query
          .selectFrom('accounts.session')
          .select(['client', 'createdAt', 'lastUsedAt', 'endedAt', 'endReason'])
          .where('accountId', '=', accountId)
          .orderBy('createdAt')
          .execute(),
      emailChanges: () =>
        query
          .selectFrom('accounts.email_change')
          .select(['oldEmail', 'newEmail', 'changedAt'])
          .where('accountId', '=', accountId)
          .orderBy('changedAt')
          .execute(),
      audit: () =>
        query
          .selectFrom('platform.audit_entry')
          .select(['at', 'action', 'subject', 'before', 'after'])
          .where('actorId', '=', accountId)
          .orderBy('at')
          .execute(),
      feedback: () => this.feedback.by(accountId),
    };
  }
}
