import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Events } from '../../platform/events/events.js';
import { formatLongDate } from '../../platform/time/format-long-date.js';
import { BusinessCalendar } from '../city/index.js';
import { CaseFiles } from '../records/index.js';
import { ContractorOutstanding } from './contractor-outstanding.js';
import type { Contractor } from './contractor.entity.js';
import { CONTRACTOR_FILE } from './contractor.record-type.js';
import { wasRegistered } from './contractor.status.js';
import { ContractorStandingChanged, type StandingCause } from './contractors.events.js';
import { ContractorsService, type ContractorStanding } from './contractors.service.js';

/** Takes a registration to be changed, and keeps what everyone sees of it true afterwards. */
@Injectable()
export class ContractorFile {
  constructor(
    private readonly files: CaseFiles,
    private readonly database: Database,
    private readonly contractors: ContractorsService,
    private readonly outstanding: ContractorOutstanding,
    private readonly calendar: BusinessCalendar,
    private readonly events: Events,
  ) {}

  lockByNumber(number: string): Promise<Contractor> {
    return this.files.lockByNumber(CONTRACTOR_FILE, number);
  }

  /** Null when the record is something else. */
  lockForUpdate(recordId: string): Promise<Contractor | null> {
    return this.files.lockForUpdate(CONTRACTOR_FILE, recordId);
  }

  /** Standing now, on the record and as an event for the permits the contractor is named on. */
  async follow(contractor: Contractor, cause: StandingCause): Promise<ContractorStanding> {
    contractor.standingCheckedOn = this.calendar.today();
    const standing = await this.show(contractor);
    if (!wasRegistered(contractor.status)) return standing;
    this.events.publish(
      new ContractorStandingChanged({
        recordId: contractor.recordId,
        number: contractor.number,
        cause,
        status: contractor.status,
        reason: contractor.statusReason ?? null,
        ok: standing.ok,
        problems: standing.problems.map(({ name, expiredOn }) => (expiredOn ? `${name}, until ${formatLongDate(expiredOn)}` : name)),
      }),
    );
    return standing;
  }

  /** Keeps the record true without telling anyone: no standing has changed. */
  async show(contractor: Contractor): Promise<ContractorStanding> {
    await this.database.flush();
    const standing = (await this.contractors.byRecordId(contractor.recordId))!;
    const outstanding = (await this.outstanding.of([standing])).get(contractor.recordId)!;
    await this.files.show(
      CONTRACTOR_FILE,
      contractor,
      outstanding,
      lapsed(standing) ? { statusLabel: 'Registered, documents expired' } : {},
    );
    return standing;
  }
}

function lapsed({ status, ok }: ContractorStanding): boolean {
  return status === 'active' && !ok;
}
