import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataKeys } from '../../../platform/auth/data-keys.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import type { Change } from '../../../platform/status/change.js';
import { Clock } from '../../../platform/time/clock.js';
import { AccountsService, type AccountSummary } from '../../accounts/index.js';
import { normalVerificationCode } from '../../official-documents/index.js';
import { Lifecycle, RecordsService } from '../../records/index.js';
import { CaseFile } from '../case-file.js';
import type { CodeCase } from '../case.entity.js';
import type { CodeCaseDto } from '../code-cases.dto.js';
import { CodeCaseQueries } from '../code-cases.queries.js';
import { NoticeClaimedAlready, NoticeNotFound, RespondentAlready, RespondentNotFound } from '../code-enforcement.errors.js';
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
    private readonly file: CaseFile,
    private readonly lifecycle: Lifecycle,
    private readonly queries: CodeCaseQueries,
    private readonly records: RecordsService,
    private readonly accounts: AccountsService,
    private readonly keys: DataKeys,
    private readonly clock: Clock,
  ) {}

  add(number: string, request: AddRespondentRequest): Promise<CodeCaseDto> {
    const { name, capacity = 'owner', address, email } = request;
    return this.file.change(number, async (codeCase) => {
      const respondentId = newId();
      const added = codeCase.addRespondent(respondentId);
      const account = await this.accountOf(request);
      await this.database.query
        .insertInto('code_enforcement.respondent')
        .values({
          id: respondentId,
          caseId: codeCase.recordId,
          name,
          capacity,
          address: JSON.stringify(address),
          email,
          addedAt: this.clock.now().toString(),
        })
        .execute();
      return { changes: account ? [added, await this.link(codeCase, respondentId, account.id, 'city')] : [added] };
    });
  }

  remove(number: string, respondentId: string): Promise<CodeCaseDto> {
    return this.file.change(number, async (codeCase) => {
      const removed = await this.database.query
        .updateTable('code_enforcement.respondent')
        .set({ removedAt: this.clock.now().toString() })
        .where('id', '=', respondentId)
        .where('caseId', '=', codeCase.recordId)
        .where('removedAt', 'is', null)
        .returning('accountId')
        .executeTakeFirst();
      if (!removed) throw new RespondentNotFound();
      if (removed.accountId) await this.records.removeParty(codeCase.recordId, removed.accountId, RESPONDENT);
      return { changes: [codeCase.removeRespondent(respondentId)] };
    });
  }

  /** By what stands on the paper that was served. A wrong number and a wrong code must not be told apart. */
  claim({ accountId, ...principal }: Principal, { noticeNumber, code }: ClaimCaseRequest): Promise<CodeCaseDto> {
    return this.database.transaction(async () => {
      const named = readNoticeNumber(noticeNumber);
      const record = named && (await this.records.byNumber(named.caseNumber));
      const codeCase = record && (await this.file.lockForUpdate(record.id));
      const notice = codeCase && (await this.noticeOf(codeCase.recordId, named!.sequence));
      if (!codeCase || !notice || !this.isCode(code, notice.id)) throw new NoticeNotFound();
      if (notice.accountId && notice.accountId !== accountId) throw new NoticeClaimedAlready();
      if (!notice.accountId) await this.lifecycle.make(await this.link(codeCase, notice.respondentId, accountId, 'code'));
      return this.queries.get({ accountId, ...principal }, codeCase.number);
    });
  }

  private async link(codeCase: CodeCase, respondentId: string, accountId: string, by: 'city' | 'code'): Promise<Change> {
    const { recordId, number } = codeCase;
    const respondents = this.database.query.selectFrom('code_enforcement.respondent').select('id').where('caseId', '=', recordId);
    if (await respondents.where('accountId', '=', accountId).where('removedAt', 'is', null).executeTakeFirst()) {
      throw new RespondentAlready(number);
    }
    await this.database.query.updateTable('code_enforcement.respondent').set({ accountId }).where('id', '=', respondentId).execute();
    await this.records.addParty(recordId, accountId, 'linked', RESPONDENT);
    return codeCase.linkRespondent(accountId, by);
  }

  /** One that counts, and whose respondent is still one. */
  private noticeOf(caseId: string, sequence: number) {
    return this.database.query
      .selectFrom('code_enforcement.notice as n')
      .innerJoin('code_enforcement.respondent as r', 'r.id', 'n.respondentId')
      .select(['n.id', 'n.respondentId', 'r.accountId'])
      .where('n.caseId', '=', caseId)
      .where('n.sequence', '=', sequence)
      .where('n.withdrawnAt', 'is', null)
      .where('r.removedAt', 'is', null)
      .executeTakeFirst();
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
}
