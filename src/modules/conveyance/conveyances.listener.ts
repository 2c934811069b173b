import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Published } from '../../platform/events/domain-event.js';
import { OnEvent } from '../../platform/events/on-event.decorator.js';
import { Job } from '../../platform/jobs/job.decorators.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { ContractorMembersChanged } from '../contractors/index.js';
import {
  AppointmentCancelled,
  AppointmentChangedByCity,
  AppointmentLost,
  InspectionFailed,
  InspectionPassed,
  InspectionScheduled,
} from '../inspections/index.js';
import { FeesAssessed, FeesPaid, FeesVoided } from '../payments/index.js';
import { CaseFiles } from '../records/index.js';
import { CONVEYANCE_FILE } from './conveyance.record-type.js';
import { CyclesService } from './cycle/cycles.service.js';
import { MaintenanceContractors } from './maintenance-contractors.js';

const MEMBERS = 'conveyance.follow-contractor-members';

/** Whatever was paid, booked or inspected below: the unit follows it (V-01). */
@Injectable()
export class ConveyancesListener {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly files: CaseFiles,
    private readonly maintenance: MaintenanceContractors,
    private readonly cycles: CyclesService,
  ) {}

  @OnEvent(FeesPaid, 'conveyance.follow-payment')
  @OnEvent(InspectionPassed, 'conveyance.follow-approval')
  @OnEvent(InspectionFailed, 'conveyance.follow-failure')
  @OnEvent(InspectionScheduled, 'conveyance.follow-booking')
  @OnEvent(AppointmentCancelled, 'conveyance.follow-cancellation')
  @OnEvent(AppointmentChangedByCity, 'conveyance.follow-change')
  @OnEvent(AppointmentLost, 'conveyance.follow-loss')
  async follow({ facts }: { facts: { recordId: string } }): Promise<void> {
    await this.cycles.followRecord(facts.recordId);
  }

  /** A contractor can maintain many units: each follows its team in a transaction of its own. */
  @OnEvent(ContractorMembersChanged, 'conveyance.follow-members')
  async followMembers({ facts }: Published<ContractorMembersChanged>): Promise<void> {
    if (facts.change === 'role-changed') return;
    const units = await this.database.query
      .selectFrom('conveyance.conveyance')
      .select('recordId')
      .where('contractorRecordId', '=', facts.recordId)
      .execute();
    for (const { recordId } of units) await this.jobs.enqueue(MEMBERS, { recordId }, { key: `${MEMBERS}:${recordId}` });
  }

  @Job(MEMBERS)
  async followMembersOn({ recordId }: { recordId: string }): Promise<void> {
    await this.database.transaction(async () => {
      const unit = await this.files.lockForUpdate(CONVEYANCE_FILE, recordId);
      if (unit) await this.maintenance.follow(unit);
    });
  }

  /** What the schedule asks for, the cycle itself assessed or took back. */
  @OnEvent(FeesVoided, 'conveyance.follow-void')
  @OnEvent(FeesAssessed, 'conveyance.follow-assessment')
  async followStaff({ facts }: { facts: { recordId: string; origin: 'schedule' | 'staff' } }): Promise<void> {
    if (facts.origin === 'staff') await this.cycles.followRecord(facts.recordId);
  }
}
