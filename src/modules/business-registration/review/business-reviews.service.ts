import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../platform/time/clock.js';
import { ReviewsService } from '../../reviews/index.js';
import type { BusinessRegistration } from '../business-registration.entity.js';
import { BusinessShell } from '../business-shell.js';
import { BusinessApprovalService } from '../certificate/business-approval.service.js';
import type { BusinessRenewal } from '../renewal/renewal.entity.js';

/** What follows when every discipline has decided. */
@Injectable()
export class BusinessReviewsService {
  constructor(
    private readonly database: Database,
    private readonly shell: BusinessShell,
    private readonly approval: BusinessApprovalService,
    private readonly reviews: ReviewsService,
    private readonly clock: Clock,
  ) {}

  /** An older cycle's end, told late, changes nothing. */
  async cycleCompleted(recordId: string, cycle: number): Promise<void> {
    await this.database.transaction(async () => {
      const registration = await this.shell.take(recordId);
      if (!registration) return;
      const renewal = await this.approval.openRenewal(recordId);
      const state = await this.reviews.state(recordId);
      if (state.cycle !== cycle) return;
      const asking = state.asking.map(({ name }) => name).join(', ');
      if (registration.status === 'in-review') {
        if (state.outcome === 'approved') await this.approval.approve(registration);
        if (state.outcome === 'corrections-required') await this.requireCorrections(registration, asking);
      } else if (renewal?.status === 'in-review') {
        if (state.outcome === 'approved') await this.approval.approveRenewal(registration, renewal);
        if (state.outcome === 'corrections-required') await this.requireRenewalCorrections(registration, renewal, asking);
      }
    });
  }

  private async requireCorrections(registration: BusinessRegistration, asking: string): Promise<void> {
    registration.requireCorrections(this.clock.now());
    await this.shell.tell(registration, 'corrections-required', `Corrections required by ${asking}`);
    await this.shell.show(registration);
  }

  private async requireRenewalCorrections(registration: BusinessRegistration, renewal: BusinessRenewal, asking: string): Promise<void> {
    renewal.requireCorrections(this.clock.now());
    await this.shell.tell(registration, 'corrections-required', `Corrections of the renewal required by ${asking}`);
    await this.shell.show(registration);
  }
}
