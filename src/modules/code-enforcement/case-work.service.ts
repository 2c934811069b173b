import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/ids.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { Clock } from '../../platform/time/clock.js';
import { AccountsService } from '../accounts/index.js';
import { BusinessCalendar } from '../city/index.js';
import { AttachmentsService } from '../attachments/index.js';
import { RecordsService } from '../records/index.js';
import { CaseFile } from './case-file.js';
import type { AssignCaseRequest, CasePlaceRequest, InspectCaseRequest, OpenCaseRequest } from './case-requests.dto.js';
import type { CodeCaseDto } from './code-cases.dto.js';
import { CodeCaseQueries } from './code-cases.queries.js';
import { CaseNotFound, OpenCaseAtPlace } from './code-enforcement.errors.js';
import { addressOf, CaseOpening } from './concerns/case-opening.service.js';

/** What an officer does before there is a notice: opens a case, takes it, goes and sees. */
@Injectable()
export class CaseWorkService {
  constructor(
    private readonly database: Database,
    private readonly file: CaseFile,
    private readonly opening: CaseOpening,
    private readonly queries: CodeCaseQueries,
    private readonly records: RecordsService,
    private readonly attachments: AttachmentsService,
    private readonly accounts: AccountsService,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
  ) {}

  open(officer: Principal, { apart = false, ...request }: OpenCaseRequest): Promise<CodeCaseDto> {
    return this.database.transaction(async () => {
      const site = await this.opening.seenSite(request);
      const present = await this.opening.openAt(site);
      if (present && !apart) throw new OpenCaseAtPlace(present.number);
      const codeCase = await this.opening.open(site, { apart });
      await this.file.make(codeCase, [codeCase.takeUp(officer.accountId, site.category.name)]);
      return this.queries.forStaff(codeCase.recordId);
    });
  }

  assign(officer: Principal, number: string, { officerId = officer.accountId }: AssignCaseRequest): Promise<CodeCaseDto> {
    return this.file.change(number, async (codeCase) => {
      const account = await this.accounts.get(officerId);
      if (!account?.roles.includes('code-officer') || account.disabled) {
        throw new InvalidInput([{ pointer: '/officerId', detail: 'must be the account of a code officer who can sign in' }]);
      }
      return { changes: [codeCase.assign(officerId, officer.accountId)] };
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
      return this.file.change(number, async (codeCase) => {
        codeCase.require('correctPlace');
        const standsApart = apart || codeCase.apart;
        if (!standsApart) await this.opening.requireFree(site, codeCase);
        return {
          changes: [codeCase.correctPlace(this.opening.placeOf(site, codeCase.number, standsApart))],
          shown: { address: addressOf(site), workDueOn: codeCase.workDueOn ?? undefined },
        };
      });
    });
  }

  inspect(officer: Principal, number: string, request: InspectCaseRequest): Promise<CodeCaseDto> {
    const { violationFound, findings, attachmentIds = [] } = request;
    const { accountId: officerId } = officer;
    const visitedOn = this.pastDay(request.visitedOn, '/visitedOn').toString();
    return this.file.change(number, async (codeCase) => {
      const inspected = codeCase.inspect(officerId, violationFound, visitedOn);
      const { recordId: caseId } = codeCase;
      await this.attachments.requireOf(caseId, attachmentIds);
      const visit = { id: newId(), caseId, visitedOn, officerId, violationFound, findings, attachmentIds };
      await this.database.query
        .insertInto('code_enforcement.visit')
        .values({ ...visit, recordedAt: this.clock.now().toString() })
        .execute();
      return { changes: [inspected] };
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
}
