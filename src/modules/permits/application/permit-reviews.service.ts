import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../platform/time/clock.js';
import { CaseFiles, Lifecycle } from '../../records/index.js';
import { ReviewsService, type Discipline } from '../../reviews/index.js';
import { PermitIssuanceService } from '../issuance/permit-issuance.service.js';
import type { PermitContext } from '../issuance/permit-outstanding.js';
import type { Permit } from '../permit.entity.js';
import { PERMIT_FILE } from '../permit.record-type.js';

/** Takes a submitted application through plan review (`P-05`). */
@Injectable()
export class PermitReviewsService {
  constructor(
    private readonly database: Database,
    private readonly files: CaseFiles,
    private readonly lifecycle: Lifecycle,
    private readonly reviews: ReviewsService,
    private readonly issuance: PermitIssuanceService,
    private readonly clock: Clock,
  ) {}

  /** Opens a cycle for these disciplines; before the fees are touched, as the order of locks demands. */
  async open(permit: Permit, disciplines: readonly Discipline[]): Promise<void> {
    if (disciplines.length > 0) await this.reviews.openCycle(permit.recordId, permit.number, disciplines);
  }

  /** Shows where the opened reviews lead: to the city or, when nobody has to look, to approval. */
  async goOn(permit: Permit, disciplines: readonly Discipline[]): Promise<PermitContext> {
    if (disciplines.length === 0 && permit.status !== 'approved') return this.issuance.approve(permit);
    if (disciplines.length > 0 && permit.status !== 'in-review') await this.lifecycle.make(permit.startReview());
    return this.issuance.advanceLocked(permit);
  }

  /** Every discipline has decided. An older cycle's end, told late, changes nothing. */
  async cycleCompleted(recordId: string, cycle: number): Promise<void> {
    await this.database.transaction(async () => {
      const permit = await this.files.lockForUpdate(PERMIT_FILE, recordId);
      if (permit?.status !== 'in-review') return;
      const state = await this.reviews.state(recordId);
      if (state.cycle !== cycle) return;
      if (state.outcome === 'approved') await this.issuance.approve(permit);
      if (state.outcome === 'corrections-required') {
        const disciplines = state.asking.map(({ name }) => name);
        await this.lifecycle.make(permit.requireCorrections(cycle, disciplines, this.clock.now()));
        await this.issuance.advanceLocked(permit);
      }
    });
  }
}
