import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { DataKeys } from '../../../platform/auth/data-keys.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { Events } from '../../../platform/events/events.js';
import { Clock } from '../../../platform/time/clock.js';
import { AccountsService, type AccountSummary } from '../../accounts/index.js';
import { normalVerificationCode } from '../../official-documents/index.js';
import { RecordsService } from '../../records/index.js';
import { CaseShell } from '../case-shell.js';
import type { CodeCase } from '../case.entity.js';
import type { CodeCaseDto } from '../code-cases.dto.js';
import { CodeCaseQueries } from '../code-cases.queries.js';
import { NoticeClaimedAlready, NoticeNotFound, RespondentAlready, RespondentNotFound } from '../code-enforcement.errors.js';
import { RespondentLinked } from '../code-enforcement.events.js';
import { CLAIM_LENGTH, claimCodesOf } from './notice-paper.js';
import { readNoticeNumber } from './notice-number.rules.js';
import type { AddRespondentRequest, ClaimCaseRequest } from './notices.dto.js';

/** Why the account is a party of the record. */
const RESPONDENT = 'respondent';

/** Whom a case asks something of, and the accounts with which they answer it. */
@Injectable()
export class RespondentsService {
  constructor(
    private readonly database: Database,
    private readonly shell: CaseShell,
    private readonly queries: CodeCaseQueries,
    private readonly records: RecordsService,
    private readonly accounts: AccountsService,
    private readonly keys: DataKeys,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly audit: AuditLog,
  ) {}

  add(number: string, request: AddRespondentRequest): Promise<CodeCaseDto> {
    const { name, capacity = 'owner', address, email } = request;
    return this.database.transaction(async () => {
      const codeCase = await this.shell.take(number);
      codeCase.require('addRespondent');
      const account = await this.accountOf(request);
      const id = newId();
      await this.database.execute(sql`
        insert into code_enforcement.respondent (id, case_id, name, capacity, address, email, added_at)
        values (${id}, ${codeCase.recordId}, ${name}, ${capacity}, ${JSON.stringify(address)}::jsonb, ${email ?? null}, ${this.clock.now().toString()})`);
      await this.shell.tell(codeCase, 'respondent-added', 'A respondent was added.');
      await this.record(codeCase, 'add-respondent', id);
      if (account) await this.link(codeCase, id, account.id, 'city');
      return this.queries.forStaff(codeCase.recordId);
    });
  }

  remove(number: string, respondentId: string): Promise<CodeCaseDto> {
    return this.database.transaction(async () => {
      const codeCase = await this.shell.take(number);
      const removed = await this.database.row(sql<{ accountId: string | null }>`
        update code_enforcement.respondent set removed_at = ${this.clock.now().toString()}
        where id = ${respondentId} and case_id = ${codeCase.recordId} and removed_at is null returning account_id`);
      if (!removed) throw new RespondentNotFound();
      if (removed.accountId) await this.records.removeParty(codeCase.recordId, removed.accountId, RESPONDENT);
      await this.shell.tell(codeCase, 'respondent-removed', 'A respondent was removed.');
      await this.record(codeCase, 'remove-respondent', respondentId);
      return this.queries.forStaff(codeCase.recordId);
    });
  }

  /** By what stands on the paper that was served. A wrong number and a wrong code must not be told apart. */
  claim({ accountId, ...principal }: Principal, { noticeNumber, code }: ClaimCaseRequest): Promise<CodeCaseDto> {
    return this.database.transaction(async () => {
      const named = readNoticeNumber(noticeNumber);
      const record = named && (await this.records.byNumber(named.caseNumber));
      const codeCase = record && (await this.shell.takeById(record.id));
      const notice = codeCase
        ? await this.database.row(sql<{ id: string; respondentId: string; accountId: string | null }>`
            select n.id, n.respondent_id, r.account_id from code_enforcement.notice n
              join code_enforcement.respondent r on r.id = n.respondent_id and r.removed_at is null
            where n.case_id = ${codeCase.recordId} and n.sequence = ${named!.sequence} and n.withdrawn_at is null`)
        : undefined;
      if (!codeCase || !notice || !this.isCode(code, notice.id)) throw new NoticeNotFound();
      if (notice.accountId && notice.accountId !== accountId) throw new NoticeClaimedAlready();
      if (!notice.accountId) await this.link(codeCase, notice.respondentId, accountId, 'code');
      return this.queries.get({ accountId, ...principal }, codeCase.number);
    });
  }

  private async link(codeCase: CodeCase, respondentId: string, accountId: string, by: 'city' | 'code'): Promise<void> {
    const { recordId, number } = codeCase;
    const already = await this.database.row(sql`
      select 1 from code_enforcement.respondent where case_id = ${recordId} and account_id = ${accountId} and removed_at is null`);
    if (already) throw new RespondentAlready(number);
    await this.database.execute(sql`update code_enforcement.respondent set account_id = ${accountId} where id = ${respondentId}`);
    await this.records.addParty(recordId, accountId, 'linked', RESPONDENT);
    await this.shell.tell(codeCase, 'respondent-linked', 'A respondent answers the case online.');
    this.events.publish(new RespondentLinked({ recordId, number, accountId, by }));
  }

  /** Staff link what they name; a proved address names its account by itself. */
  private async accountOf({ accountId, email }: AddRespondentRequest): Promise<AccountSummary | null> {
    if (accountId) {
      const account = await this.accounts.get(accountId);
      if (!account || account.disabled || account.profile === 'staff') {
        throw new InvalidInput([{ pointer: '/accountId', detail: 'must be the account of a resident or contractor' }]);
      }
      return account;
    }
    if (!email) return null;
    for (const profile of ['public', 'contractor'] as const) {
      const account = await this.accounts.findByEmail(profile, email);
      if (account?.emailVerified && !account.disabled) return account;
    }
    return null;
  }

  private isCode(typed: string, noticeId: string): boolean {
    const code = normalVerificationCode(typed, CLAIM_LENGTH);
    return code !== null && claimCodesOf(this.keys, noticeId).some((right) => timingSafeEqual(Buffer.from(code), Buffer.from(right)));
  }

  private record({ number, recordId }: CodeCase, verb: string, respondentId: string): Promise<void> {
    return this.audit.record({ action: `code-enforcement.${verb}`, subject: number, recordId, after: { respondentId } });
  }
}
