import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { Events } from '../../../platform/events/events.js';
import { Clock } from '../../../platform/time/clock.js';
import { AttachmentNotFound, AttachmentsService } from '../../attachments/index.js';
import { defineFollowUp, FollowUps } from '../../back-office/index.js';
import { RecordsService } from '../../records/index.js';
import { CaseShell } from '../case-shell.js';
import type { RespondToCaseRequest } from '../case-requests.dto.js';
import type { CodeCaseDto } from '../code-cases.dto.js';
import { CodeCaseQueries } from '../code-cases.queries.js';
import { RespondentOnly } from '../code-enforcement.errors.js';
import { CaseResponded } from '../code-enforcement.events.js';

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
    private readonly shell: CaseShell,
    private readonly queries: CodeCaseQueries,
    private readonly records: RecordsService,
    private readonly attachments: AttachmentsService,
    private readonly followUps: FollowUps,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  respond(principal: Principal, number: string, { text, attachmentIds = [] }: RespondToCaseRequest): Promise<CodeCaseDto> {
    return this.database.transaction(async () => {
      const { record, relation } = await this.records.requireParty(principal, number);
      if (relation === 'staff') throw new RespondentOnly(record.number);
      const codeCase = await this.shell.take(record.number);
      codeCase.require('respond');
      await this.attachments.requireOf(record.id, attachmentIds);
      for (const id of attachmentIds) {
        const { attachment } = await this.attachments.visible(principal, id);
        if (attachment.recordId !== record.id) throw new AttachmentNotFound();
      }
      const id = newId();
      await this.database.execute(sql`
        insert into code_enforcement.response (id, case_id, account_id, text, attachment_ids, responded_at)
        values (${id}, ${record.id}, ${principal.accountId}, ${text}, ${attachmentIds}::uuid[], ${this.clock.now().toString()})`);
      await this.shell.tell(codeCase, 'responded', 'A respondent answered the case.');
      await this.followUps.raise({
        recordId: record.id,
        kind: ANSWER,
        key: `response:${id}`,
        summary: `A respondent has answered ${record.number}.`,
        role: 'code-officer',
        accountId: principal.accountId,
        ownerId: codeCase.officerId,
      });
      this.events.publish(new CaseResponded({ recordId: record.id, number: record.number, officerId: codeCase.officerId ?? null }));
      return this.queries.get(principal, record.number);
    });
  }
}
