import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import type { Change } from '../../../platform/status/change.js';
import { Clock } from '../../../platform/time/clock.js';
import { Lifecycle } from '../../records/index.js';
import { ReviewsService } from '../../reviews/index.js';
import type { BusinessRegistration } from '../business-registration.entity.js';
import { BusinessFile } from '../business-file.js';
import { BusinessApprovalService } from '../certificate/business-approval.service.js';

/** What follows when every discipline has decided. */
@Injectable()
export class BusinessReviewsService {
  constructor(
    private readonly database: Database,
    private readonly file: BusinessFile,
    private readonly lifecycle: Lifecycle,
    private readonly approval: BusinessApprovalService,
    private readonly reviews: ReviewsService,
    private readonly clock: Clock,
  ) {}

  /** An older cycle's end, told late, changes nothing. */
  async cycleCompleted(recordId: string, cycle: number): Promise<void> {
    await this.database.transaction(async () => {
      const registration = await this.file.lockForUpdate(recordId);
      if (!registration) return;
      const renewal = await this.approval.openRenewal(recordId);
      const state = await this.reviews.state(recordId);
      if (state.cycle !== cycle) return;
      const now = this.clock.now();
      const asking = state.asking.map(({ name }) => name).join(', ');
      if (registration.status === 'in-review') {
        if (state.outcome === 'approved') await this.approval.approve(registration);
        if (state.outcome === 'corrections-required') await this.require(registration, registration.requireCorrections(asking, now));
      } else if (renewal?.status === 'in-review') {
        if (state.outcome === 'approved') await this.approval.approveRenewal(registration, renewal);
        if (state.outcome === 'corrections-required') {
          await this.require(registration, renewal.requireCorrections(registration, asking, now));
        }
      }
    });
  }

  private async require(registration: BusinessRegistration, corrections: Change): Promise<void> {
    await this.lifecycle.make(corrections);
    await this.file.show(registration);
  }
}
