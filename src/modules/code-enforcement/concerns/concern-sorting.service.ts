import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { Database } from '../../../platform/database/database.js';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { Clock } from '../../../platform/time/clock.js';
import { OutsiderFiles } from '../../attachments/index.js';
import { RecordsService } from '../../records/index.js';
import { CaseFile } from '../case-file.js';
import type { CodeCase } from '../case.entity.js';
import { line } from '../case.types.js';
import type { CodeCaseDto } from '../code-cases.dto.js';
import { CodeCaseQueries } from '../code-cases.queries.js';
import { ConcernNotFound, LastConcern } from '../code-enforcement.errors.js';
import { CaseOpening } from './case-opening.service.js';

/** What staff do when the portal joined what is not the same, or could not see that it is. */
@Injectable()
export class ConcernSorting {
  constructor(
    private readonly database: Database,
    private readonly file: CaseFile,
    private readonly opening: CaseOpening,
    private readonly queries: CodeCaseQueries,
    private readonly records: RecordsService,
    private readonly files: OutsiderFiles,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** A case of its own for one concern, beside the one it was in. */
  separate(number: string, concernId: string, category?: string): Promise<CodeCaseDto> {
    return this.database.transaction(async () => {
      const from = await this.file.lockByNumber(number);
      const concerns = await this.concernsOf(from.recordId);
      if (!concerns.includes(concernId)) throw new ConcernNotFound();
      if (concerns.length === 1) throw new LastConcern(from.number);
      const site = await this.opening.siteOf(from);
      const to = await this.opening.open({ ...site, category: this.opening.categoryOf(category ?? from.category) }, { apart: true });
      await this.move([concernId], to);
      await this.records.tellAll([
        { recordId: from.recordId, ...line('concern-separated', `A concern got a case of its own: ${to.number}.`, 'staff') },
        { recordId: to.recordId, ...line('concern-separated', `The case was separated from ${from.number}.`, 'staff') },
      ]);
      await this.audit.record({
        action: 'code-enforcement.separate-concern',
        subject: from.number,
        recordId: from.recordId,
        after: { concernId, into: to.number },
      });
      return this.queries.forStaff(to.recordId);
    });
  }

  /** All concerns of a case that nobody has acted on yet go to another one, and it ends. */
  join(number: string, into: string): Promise<CodeCaseDto> {
    return this.database.transaction(async () => {
      const [from, to] = await this.takeBoth(number, into);
      const joined = from.joinTo(to.number, this.clock.now());
      to.require('assign');
      await this.move(await this.concernsOf(from.recordId), to);
      await this.file.make(from, [joined]);
      await this.records.tell(to.recordId, line('joined', `${from.number} was joined with this case.`, 'staff'));
      return this.queries.forStaff(to.recordId);
    });
  }

  /** In one order, so that two who join the same two cases the other way round do not wait for each other. */
  private async takeBoth(number: string, into: string): Promise<[CodeCase, CodeCase]> {
    const other = await this.records.byNumber(into);
    const own = await this.records.byNumber(number);
    if (own && other && own.id > other.id) await this.file.lockForUpdate(other.id);
    const from = await this.file.lockByNumber(number);
    const to = other && (await this.file.lockForUpdate(other.id));
    if (!to || to === from) throw new InvalidInput([{ pointer: '/into', detail: 'must be the number of another open case' }]);
    return [from, to];
  }

  private async move(concernIds: string[], to: CodeCase): Promise<void> {
    await this.database.query.updateTable('code_enforcement.concern').set({ caseId: to.recordId }).where('id', 'in', concernIds).execute();
    const photos = this.database.query.selectFrom('code_enforcement.concern_photo').select('attachmentId');
    const attachmentIds = (await photos.where('concernId', 'in', concernIds).execute()).map(({ attachmentId }) => attachmentId);
    await this.files.move(attachmentIds, to.recordId);
  }

  private async concernsOf(caseId: string): Promise<string[]> {
    const concerns = this.database.query.selectFrom('code_enforcement.concern').select('id');
    return (await concerns.where('caseId', '=', caseId).orderBy('id').execute()).map(({ id }) => id);
  }
}
