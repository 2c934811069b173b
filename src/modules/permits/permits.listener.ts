import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import type { Published } from '../../platform/events/domain-event.js';
import { OnEvent } from '../../platform/events/on-event.decorator.js';
import { Job } from '../../platform/jobs/job.decorators.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import { ContractorMembersChanged, ContractorStandingChanged } from '../contractors/index.js';
import {
  AllInspectionsPassed,
  AppointmentCancelled,
  AppointmentChangedByCity,
  AppointmentLost,
  InspectionFailed,
  InspectionPassed,
  InspectionScheduled,
} from '../inspections/index.js';
import { FeesAssessed, FeesPaid, FeesVoided } from '../payments/index.js';
import { AttachmentDeleted, AttachmentFoundInfected, AttachmentUploaded } from '../attachments/index.js';
import { ReviewCycleCompleted } from '../reviews/index.js';
import { PermitContractorsService } from './application/permit-contractors.service.js';
import { PermitReviewsService } from './application/permit-reviews.service.js';
import { PermitHoldsService } from './issuance/permit-holds.service.js';
import { PermitIssuanceService } from './issuance/permit-issuance.service.js';

const ADVANCE = 'permits.settle';
const MEMBERS = 'permits.follow-contractor-members';

/** Whichever module below met, or unmet, a requirement: it is looked at anew here (`P-07`). */
@Injectable()
export class PermitsListener {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
    private readonly issuance: PermitIssuanceService,
    private readonly holds: PermitHoldsService,
    private readonly reviews: PermitReviewsService,
    private readonly contractors: PermitContractorsService,
  ) {}

  @OnEvent(FeesPaid, 'permits.settle-after-payment')
  @OnEvent(FeesVoided, 'permits.settle-after-void')
  @OnEvent(FeesAssessed, 'permits.settle-after-assessment')
  @OnEvent(AttachmentUploaded, 'permits.settle-after-upload')
  @OnEvent(AttachmentDeleted, 'permits.settle-after-deletion')
  @OnEvent(AttachmentFoundInfected, 'permits.settle-after-scan')
  @OnEvent(InspectionFailed, 'permits.show-failed-inspection')
  @OnEvent(InspectionScheduled, 'permits.settle-after-booking')
  @OnEvent(AppointmentChangedByCity, 'permits.settle-after-change')
  @OnEvent(AppointmentCancelled, 'permits.settle-after-cancellation')
  @OnEvent(AppointmentLost, 'permits.settle-after-lost-visit')
  async advance({ facts }: { facts: { recordId: string } }): Promise<void> {
    await this.issuance.advance(facts.recordId);
  }

  /** A contractor can be named on many permits: each is looked at, held or let go in a transaction of its own. */
  @OnEvent(ContractorStandingChanged, 'permits.settle-after-standing')
  async advanceNamed({ facts }: Published<ContractorStandingChanged>): Promise<void> {
    const permits = await this.database.rows(sql<{ recordId: string }>`
      select p.record_id from permits.named_contractor n join permits.permit p on p.record_id = n.record_id
      where n.contractor_record_id = ${facts.recordId} and n.disavowed_at is null and p.closed_at is null`);
    for (const { recordId } of permits) await this.jobs.enqueue(ADVANCE, { recordId }, { key: `${ADVANCE}:${recordId}` });
  }

  @Job(ADVANCE)
  async advanceOne({ recordId }: { recordId: string }): Promise<void> {
    await this.issuance.advance(recordId);
    await this.holds.follow(recordId);
  }

  /** Closed permits too: who has left a contractor sees none of them any more. */
  @OnEvent(ContractorMembersChanged, 'permits.follow-members')
  async followMembers({ facts }: Published<ContractorMembersChanged>): Promise<void> {
    if (facts.change === 'role-changed') return;
    const permits = await this.database.rows(sql<{ recordId: string }>`
      select record_id from permits.named_contractor
      where contractor_record_id = ${facts.recordId} and disavowed_at is null`);
    for (const { recordId } of permits) await this.jobs.enqueue(MEMBERS, { recordId }, { key: `${MEMBERS}:${recordId}` });
  }

  @Job(MEMBERS)
  async followMembersOn({ recordId }: { recordId: string }): Promise<void> {
    await this.contractors.followMembers(recordId);
  }

  @OnEvent(ReviewCycleCompleted, 'permits.end-review-cycle')
  async endReviewCycle({ facts }: Published<ReviewCycleCompleted>): Promise<void> {
    await this.reviews.cycleCompleted(facts.recordId, facts.cycle);
  }

  @OnEvent(InspectionPassed, 'permits.keep-alive')
  async keepAlive({ facts, occurredAt }: Published<InspectionPassed>): Promise<void> {
    await this.issuance.inspectionPassed(facts.recordId, occurredAt);
  }

  @OnEvent(InspectionFailed, 'permits.charge-reinspection')
  async chargeReinspection({ facts }: Published<InspectionFailed>): Promise<void> {
    await this.issuance.chargeReinspection(facts.recordId, facts.typeName, facts.reinspectionVisit);
  }

  @OnEvent(AllInspectionsPassed, 'permits.final')
  async final({ facts }: Published<AllInspectionsPassed>): Promise<void> {
    await this.issuance.allInspectionsPassed(facts.recordId);
  }
}
