import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { Events } from '../../../platform/events/events.js';
import { Clock } from '../../../platform/time/clock.js';
import { ReviewsService, type Discipline } from '../../reviews/index.js';
import { PermitIssuanceService } from '../issuance/permit-issuance.service.js';
import type { PermitPicture } from '../issuance/permit-outstanding.js';
import type { Permit } from '../permit.entity.js';
import { PermitLock } from '../permit-lock.js';
import { PermitShell } from '../permit-shell.js';
import { CorrectionsRequired } from '../permits.events.js';

/** Takes a submitted application through plan review (`P-05`). */
@Injectable()
export class PermitReviewsService {
  constructor(
    private readonly database: Database,
    private readonly lock: PermitLock,
    private readonly shell: PermitShell,
    private readonly reviews: ReviewsService,
    private readonly issuance: PermitIssuanceService,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /** Opens a cycle for these disciplines; before the fees are touched, as the order of locks demands. */
  async open(permit: Permit, disciplines: readonly Discipline[]): Promise<void> {
    if (disciplines.length > 0) await this.reviews.openCycle(permit.recordId, permit.number, disciplines);
  }

  /** Shows where the opened reviews lead: to the city or, when nobody has to look, to approval. */
  async goOn(permit: Permit, disciplines: readonly Discipline[]): Promise<PermitPicture> {
    if (disciplines.length === 0) {
      return permit.status === 'approved' ? this.issuance.settleLocked(permit) : this.issuance.approve(permit);
    }
    if (permit.status !== 'in-review') permit.startReview(this.clock.now());
    return this.shell.show(permit);
  }

  /** Every discipline has decided. An older cycle's end, told late, changes nothing. */
  async cycleCompleted(recordId: string, cycle: number): Promise<void> {
    await this.database.transaction(async () => {
      const permit = await this.lock.take(recordId);
      if (permit?.status !== 'in-review') return;
      const state = await this.reviews.state(recordId);
      if (state.cycle !== cycle) return;
      if (state.outcome === 'approved') await this.issuance.approve(permit);
      if (state.outcome === 'corrections-required')
        await this.requireCorrections(
          permit,
          cycle,
          state.asking.map(({ name }) => name),
        );
    });
  }

  private async requireCorrections(permit: Permit, cycle: number, disciplines: string[]): Promise<void> {
    const { recordId, number } = permit;
    permit.requireCorrections(this.clock.now());
    await this.shell.tell(permit, 'corrections-required', `Corrections required by ${disciplines.join(', ')}`);
    await this.shell.show(permit);
    this.events.publish(new CorrectionsRequired({ recordId, number, cycle }));
  }
}
