import { Injectable } from '@nestjs/common';
import type { Published } from '../../platform/events/domain-event.js';
import { OnEvent } from '../../platform/events/on-event.decorator.js';
import { AttachmentDeleted, AttachmentFoundInfected, AttachmentUploaded } from '../attachments/index.js';
import {
  AllInspectionsPassed,
  AppointmentCancelled,
  AppointmentChangedByCity,
  AppointmentLost,
  InspectionFailed,
  InspectionScheduled,
} from '../inspections/index.js';
import { FeesAssessed, FeesPaid, FeesVoided } from '../payments/index.js';
import { ReviewCycleCompleted } from '../reviews/index.js';
import { BusinessApprovalService } from './certificate/business-approval.service.js';
import { BusinessReviewsService } from './review/business-reviews.service.js';

/** Whichever module below met, or unmet, what a registration waits for: it is settled here. */
@Injectable()
export class BusinessRegistrationListener {
  constructor(
    private readonly approval: BusinessApprovalService,
    private readonly reviews: BusinessReviewsService,
  ) {}

  @OnEvent(FeesPaid, 'business-registration.settle-after-payment')
  @OnEvent(FeesVoided, 'business-registration.settle-after-void')
  @OnEvent(FeesAssessed, 'business-registration.settle-after-assessment')
  @OnEvent(AllInspectionsPassed, 'business-registration.settle-after-inspections')
  @OnEvent(InspectionScheduled, 'business-registration.settle-after-booking')
  @OnEvent(AppointmentChangedByCity, 'business-registration.settle-after-change')
  @OnEvent(AppointmentCancelled, 'business-registration.settle-after-cancellation')
  @OnEvent(AppointmentLost, 'business-registration.settle-after-lost-visit')
  @OnEvent(AttachmentUploaded, 'business-registration.settle-after-upload')
  @OnEvent(AttachmentDeleted, 'business-registration.settle-after-deletion')
  @OnEvent(AttachmentFoundInfected, 'business-registration.settle-after-scan')
  async advance({ facts }: { facts: { recordId: string } }): Promise<void> {
    await this.approval.advance(facts.recordId);
  }

  @OnEvent(ReviewCycleCompleted, 'business-registration.end-review-cycle')
  async endReviewCycle({ facts }: Published<ReviewCycleCompleted>): Promise<void> {
    await this.reviews.cycleCompleted(facts.recordId, facts.cycle);
  }

  @OnEvent(InspectionFailed, 'business-registration.show-failed-inspection')
  async showFailedInspection({ facts }: Published<InspectionFailed>): Promise<void> {
    await this.approval.inspectionFailed(facts.recordId, facts.typeName, facts.reinspectionVisit);
  }
}
