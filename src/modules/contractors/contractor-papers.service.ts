import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Database } from '../../platform/database/database.js';
import { Events } from '../../platform/events/events.js';
import { BusinessCalendar } from '../city/index.js';
import { RecordsService } from '../records/index.js';
import { ContractorShell } from './contractor-shell.js';
import { isOver, wasRegistered } from './contractor.status.js';
import type { ContractorFileDto } from './contractors.dto.js';
import { NoPapersWaiting } from './contractors.errors.js';
import { ContractorPapersReturned } from './contractors.events.js';
import { ContractorQueries } from './contractors.queries.js';
import { ContractorsService } from './contractors.service.js';
import { OpenFilings } from './filings/open-filings.js';

/** Papers that a contractor uploads between its renewals, such as next year's policy: they wait for the city. */
@Injectable()
export class ContractorPapersService {
  constructor(
    private readonly database: Database,
    private readonly shell: ContractorShell,
    private readonly contractors: ContractorsService,
    private readonly filings: OpenFilings,
    private readonly queries: ContractorQueries,
    private readonly records: RecordsService,
    private readonly calendar: BusinessCalendar,
    private readonly audit: AuditLog,
    private readonly events: Events,
  ) {}

  /** What belongs to an open filing is looked at with it, and what staff or others add is not the contractor's. */
  async arrived(recordId: string, accountId: string): Promise<void> {
    await this.database.transaction(async () => {
      const contractor = await this.shell.takeById(recordId);
      if (!contractor || !wasRegistered(contractor.status) || isOver(contractor.status)) return;
      const { accountIds } = (await this.contractors.byRecordId(recordId))!;
      if (!accountIds.includes(accountId) || (await this.filings.of(recordId))) return;
      contractor.receivePapers(this.calendar.today());
      await this.shell.show(contractor);
    });
  }

  /** They will not do; those that will are recorded. */
  return(number: string, reason: string): Promise<ContractorFileDto> {
    return this.database.transaction(async () => {
      const contractor = await this.shell.take(number);
      const { recordId, papersSince } = contractor;
      if (!papersSince) throw new NoPapersWaiting(contractor.number);
      contractor.seePapers();
      await this.shell.show(contractor);
      await this.records.tell(recordId, {
        type: 'contractors.papers-returned',
        summary: `The city looked at the papers and cannot record them: ${reason}`,
        visibility: 'owners',
      });
      await this.audit.record({
        action: 'contractors.return-papers',
        subject: contractor.number,
        recordId,
        before: { papersSince: papersSince.toString() },
        after: { papersSince: null, reason },
      });
      this.events.publish(new ContractorPapersReturned({ recordId, number: contractor.number, reason }));
      return this.queries.file(recordId);
    });
  }
}
