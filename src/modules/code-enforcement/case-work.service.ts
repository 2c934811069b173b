import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../platform/audit/audit-log.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/ids.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { Events } from '../../platform/events/events.js';
import { Clock } from '../../platform/time/clock.js';
import { AccountsService } from '../accounts/index.js';
import { BusinessCalendar } from '../city/index.js';
import { AttachmentsService } from '../attachments/index.js';
import { RecordsService } from '../records/index.js';
import { CaseShell } from './case-shell.js';
import type { CodeCase } from './case.entity.js';
import type { AssignCaseRequest, CasePlaceRequest, InspectCaseRequest, OpenCaseRequest } from './case-requests.dto.js';
import type { CodeCaseDto } from './code-cases.dto.js';
import { CodeCaseQueries } from './code-cases.queries.js';
import { CaseNotFound, OpenCaseAtPlace } from './code-enforcement.errors.js';
import { CaseAssigned } from './code-enforcement.events.js';
import { addressOf, CaseOpening } from './concerns/case-opening.service.js';

/** What an officer does before there is a notice: opens a case, takes it, goes and sees. */
@Injectable()
export class CaseWorkService {
  constructor(
    private readonly database: Database,
    private readonly shell: CaseShell,
    private readonly opening: CaseOpening,
    private readonly queries: CodeCaseQueries,
    private readonly records: RecordsService,
    private readonly attachments: AttachmentsService,
    private readonly accounts: AccountsService,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly audit: AuditLog,
  ) {}

  open(officer: Principal, { apart = false, ...request }: OpenCaseRequest): Promise<CodeCaseDto> {
    return this.database.transaction(async () => {
      const site = await this.opening.seenSite(request);
      const present = await this.opening.openAt(site);
      if (present && !apart) throw new OpenCaseAtPlace(present.number);
      const codeCase = await this.opening.open(site, { apart });
      codeCase.assign(officer.accountId);
      await this.shell.follow(codeCase);
      await this.shell.tell(codeCase, 'opened', `The city opened a case: ${site.category.name}.`);
      await this.record(codeCase, 'open', { status: codeCase.status });
      return this.queries.forStaff(codeCase.recordId);
    });
  }

  assign(officer: Principal, number: string, { officerId = officer.accountId }: AssignCaseRequest): Promise<CodeCaseDto> {
    return this.database.transaction(async () => {
      const codeCase = await this.shell.take(number);
      const account = await this.accounts.get(officerId);
      if (!account?.roles.includes('code-officer') || account.disabled) {
        throw new InvalidInput([{ pointer: '/officerId', detail: 'must be the account of a code officer who can sign in' }]);
      }
      const before = codeCase.officerId ?? null;
      codeCase.assign(officerId);
      await this.shell.follow(codeCase);
      await this.shell.tell(codeCase, 'assigned', 'A code officer has the case.');
      await this.record(codeCase, 'assign', { officerId }, { officerId: before });
      const { recordId } = codeCase;
      if (officerId !== officer.accountId) this.events.publish(new CaseAssigned({ recordId, number: codeCase.number, officerId }));
      return this.queries.forStaff(recordId);
    });
  }

  /** Another place than was said. What reporters wrote stays as they wrote it, and papers that went out say what they said. */
  correctPlace(number: string, { apart = false, ...described }: CasePlaceRequest): Promise<CodeCaseDto> {
    return this.database.transaction(async () => {
      const record = await this.records.byNumber(number);
      if (record?.kind !== 'case') throw new CaseNotFound(number);
      const site = await this.opening.correctedSite(record.typeCode, described);
      // In the order of those who report something there: the place first, then the case.
      await this.opening.lockForUpdate(site);
      const codeCase = (await this.shell.takeById(record.id))!;
      codeCase.require('correctPlace');
      const standsApart = apart || codeCase.apart;
      if (!standsApart) await this.opening.requireFree(site, codeCase);
      const before = codeCase.place;
      codeCase.correctPlace(this.opening.placeOf(site, codeCase.number, standsApart));
      await this.shell.follow(codeCase, { address: addressOf(site), workDueOn: codeCase.workDueOn ?? undefined });
      await this.shell.tell(codeCase, 'place-corrected', `The city corrected the place: ${codeCase.place}.`);
      await this.record(codeCase, 'correct-place', { place: codeCase.place }, { place: before });
      return this.queries.forStaff(codeCase.recordId);
    });
  }

  inspect(officer: Principal, number: string, request: InspectCaseRequest): Promise<CodeCaseDto> {
    const { violationFound, findings, attachmentIds = [] } = request;
    const visitedOn = this.pastDay(request.visitedOn, '/visitedOn');
    return this.database.transaction(async () => {
      const codeCase = await this.shell.take(number);
      const { recordId } = codeCase;
      codeCase.inspect(officer.accountId, violationFound);
      await this.attachments.requireOf(recordId, attachmentIds);
      await this.database.execute(sql`
        insert into code_enforcement.visit (id, case_id, visited_on, officer_id, violation_found, findings, attachment_ids, recorded_at)
        values (${newId()}, ${recordId}, ${visitedOn.toString()}, ${officer.accountId}, ${violationFound}, ${findings},
          ${attachmentIds}::uuid[], ${this.clock.now().toString()})`);
      await this.shell.follow(codeCase);
      await this.shell.tell(
        codeCase,
        'inspected',
        violationFound ? 'An officer visited the place and found a violation.' : 'An officer visited the place and found no violation.',
      );
      await this.record(codeCase, 'inspect', { violationFound, visitedOn: visitedOn.toString() });
      return this.queries.forStaff(recordId);
    });
  }

  private pastDay(text: string | undefined, pointer: string): Temporal.PlainDate {
    const today = this.calendar.today();
    const day = text ? Temporal.PlainDate.from(text) : today;
    if (Temporal.PlainDate.compare(day, today) > 0) throw new InvalidInput([{ pointer, detail: 'must not be in the future' }]);
    if (Temporal.PlainDate.compare(day, today.subtract({ years: 1 })) < 0)
      throw new InvalidInput([{ pointer, detail: 'must be within a year' }]);
    return day;
  }

  private record(codeCase: CodeCase, verb: string, after: Record<string, unknown>, before?: Record<string, unknown>): Promise<void> {
    return this.audit.record({ action: `code-enforcement.${verb}`, subject: codeCase.number, recordId: codeCase.recordId, before, after });
  }
}
