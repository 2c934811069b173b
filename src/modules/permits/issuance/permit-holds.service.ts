import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { CityProfile } from '../../city/index.js';
import { classItems } from '../../contractors/index.js';
import { InspectionsService } from '../../inspections/index.js';
import { CaseFiles, Lifecycle, type OutstandingItem } from '../../records/index.js';
import type { Permit } from '../permit.entity.js';
import { PERMIT_FILE } from '../permit.record-type.js';
import { PermitIssuanceService } from './permit-issuance.service.js';
import { PermitOutstanding } from './permit-outstanding.js';

const SOURCE = 'permits.contractor';

/** On an issued permit nothing can be booked while a contractor that its work needs is not in good standing (`C-02`). */
@Injectable()
export class PermitHoldsService {
  constructor(
    private readonly database: Database,
    private readonly files: CaseFiles,
    private readonly lifecycle: Lifecycle,
    private readonly outstanding: PermitOutstanding,
    private readonly inspections: InspectionsService,
    private readonly issuance: PermitIssuanceService,
    private readonly city: CityProfile,
  ) {}

  /** Holds the permit or lets it go, by the standing of its contractors now. Safe to call at any time, for any record. */
  async follow(recordId: string): Promise<void> {
    await this.database.transaction(async () => {
      const permit = await this.files.lockForUpdate(PERMIT_FILE, recordId);
      if (permit?.status === 'issued') await this.followLocked(permit);
    });
  }

  /** As `follow`, for an issued permit whose turn it is already. */
  async followLocked(permit: Permit): Promise<void> {
    const { recordId } = permit;
    const lapsed = this.city.contractor.lapseBlocksBooking ? await this.lapsedOn(permit) : [];
    if (lapsed.length === 0) {
      if (!(await this.inspections.release(recordId, SOURCE))) return;
      await this.lifecycle.make(permit.releaseBooking());
    } else {
      const reason = lapsed.map(({ label }) => label).join('; ');
      const isNew = await this.inspections.hold(recordId, { source: SOURCE, code: 'contractor-lapsed', reason });
      if (isNew) await this.lifecycle.make(permit.holdBooking(reason));
    }
    await this.issuance.advanceLocked(permit);
  }

  /** Classes that a named contractor should cover and does not, because its registration or a credential is not in force. */
  private async lapsedOn(permit: Permit): Promise<OutstandingItem[]> {
    const { needs, contractors } = await this.outstanding.contextOf(permit);
    const needed = { number: permit.number, operationId: 'updatePermit', classes: needs.contractorClasses };
    return classItems(needed, contractors).filter(({ waitingOn }) => waitingOn === 'contractor');
  }
}
