import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { Clock } from '../../../platform/time/clock.js';
import { AttachmentNotFound, AttachmentsService } from '../../attachments/index.js';
import { defineFollowUp, FollowUps } from '../../back-office/index.js';
import { Lifecycle, RecordsService } from '../../records/index.js';
import { CaseFile } from '../case-file.js';
import type { RespondToCaseRequest } from '../case-requests.dto.js';
import type { CodeCaseDto } from '../code-cases.dto.js';
import { CodeCaseQueries } from '../code-cases.queries.js';
import { RespondentOnly } from '../code-enforcement.errors.js';

/** An answer stands on the work list until the officer goes on with the case, or notes that nothing has to be done. */
export const ANSWER = defineFollowUp({
  kind: 'answer-received',
  about: 'what was answered',
  remedies: [
    { operationId: 'extendCompliance', label: 'Give more time' },
    { operationId: 'reinspectCase', label: 'Open a re-inspection, or go and see' },
    { operationId: 'settleFollowUp', label: 'Call the person, or note that nothing has to be done' },
  ],
});

/** What respondents say to the city. */
@Injectable()
export class CaseResponsesService {
  constructor(
    private readonly database: Database,
    private readonly file: CaseFile,
    private readonly queries: CodeCaseQueries,
    private readonly records: RecordsService,
    private readonly attachments: AttachmentsService,
    private readonly followUps: FollowUps,
    private readonly lifecycle: Lifecycle,
    private readonly clock: Clock,
  ) {}

  respond(principal: Principal, number: string, { text, attachmentIds = [] }: RespondToCaseRequest): Promise<CodeCaseDto> {
    return this.database.transaction(async () => {
      const { record, relation } = await this.records.requireParty(principal, number);
      if (relation === 'staff') throw new RespondentOnly(record.number);
      const codeCase = await this.file.lockByNumber(record.number);
      const responded = codeCase.respond();
      await this.attachments.requireOf(record.id, attachmentIds);
      for (const id of attachmentIds) {
        const { attachment } = await this.attachments.visible(principal, id);
        if (attachment.recordId !== record.id) throw new AttachmentNotFound();
      }
      const id = newId();
      const { accountId } = principal;
      const respondedAt = this.clock.now().toString();
      await this.database.query
        .insertInto('code_enforcement.response')
        .values({ id, caseId: record.id, accountId, text, attachmentIds, respondedAt })
        .execute();
      await this.lifecycle.make(responded);
      await this.followUps.raise({
        recordId: record.id,
        kind: ANSWER,
        key: `response:${id}`,
        summary: `A respondent has answered ${record.number}.`,
        role: 'code-officer',
        accountId,
        ownerId: codeCase.officerId,
      });
      return this.queries.get(principal, record.number);
    });
  }
}
