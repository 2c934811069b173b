import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { Clock } from '../../platform/time/clock.js';
import { BusinessCalendar, CityProfile } from '../city/index.js';
import { InspectionsService } from '../inspections/index.js';
import { CaseFiles, Lifecycle } from '../records/index.js';
import { ReviewsService } from '../reviews/index.js';
import { PermitFeesService } from './application/permit-fees.service.js';
import { extendedExpiry } from './issuance/expiry.rules.js';
import { PermitIssuanceService } from './issuance/permit-issuance.service.js';
import type { Permit } from './permit.entity.js';
import { PERMIT_FILE } from './permit.record-type.js';
import type { ExtendPermitRequest, GrantWaiverRequest, ReturnPermitRequest } from './permit-requests.dto.js';
import type { PermitDto } from './permits.dto.js';
import { PermitHasFixedTerm } from './permits.errors.js';
import { PermitQueries } from './permits.queries.js';
import { PermitTypes } from './types/permit-types.service.js';

/** What permit technicians decide about a permit. */
@Injectable()
export class PermitDecisionsService {
  constructor(
    private readonly database: Database,
    private readonly files: CaseFiles,
    private readonly lifecycle: Lifecycle,
    private readonly types: PermitTypes,
    private readonly fees: PermitFeesService,
    private readonly reviews: ReviewsService,
    private readonly inspections: InspectionsService,
    private readonly issuance: PermitIssuanceService,
    private readonly queries: PermitQueries,
    private readonly city: CityProfile,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
  ) {}

  /** Incomplete, or of the wrong type: back to the applicant, who changes it and submits it again (`P-03`). */
  return(principal: Principal, number: string, { reason, suggestedPermitType: suggestion }: ReturnPermitRequest): Promise<PermitDto> {
    return this.decide(principal, number, async (permit) => {
      const suggested = suggestion ? await this.types.published(suggestion).catch(() => null) : null;
      if (suggestion && !suggested) {
        throw new InvalidInput([{ pointer: '/suggestedPermitType', detail: `is not a permit type of this city: ${suggestion}` }]);
      }
      await this.lifecycle.make(permit.returnToApplicant(reason, suggested));
      await this.reviews.cancelOpen(permit.recordId);
      await this.fees.voidUnpaid(permit, 'The application was returned');
      await this.issuance.advanceLocked(permit);
    });
  }

  deny(principal: Principal, number: string, reason: string): Promise<PermitDto> {
    return this.decide(principal, number, async (permit) => {
      await this.lifecycle.make(permit.deny(reason, this.clock.now()));
      await this.reviews.cancelOpen(permit.recordId);
      await this.fees.voidUnpaid(permit, 'The application was denied');
      await this.files.close(PERMIT_FILE, permit);
    });
  }

  /** The schedule's own waiver, such as for participants of a program; the fees follow at once. */
  grantWaiver(principal: Principal, number: string, { code, reason }: GrantWaiverRequest): Promise<PermitDto> {
    return this.decide(principal, number, async (permit) => {
      permit.require('grantWaiver');
      const grantable = await this.fees.grantableWaivers(permit);
      if (!grantable.includes(code)) {
        const which = grantable.length > 0 ? `one of: ${grantable.join(', ')}` : 'left out: staff cannot grant a waiver for this type';
        throw new InvalidInput([{ pointer: '/code', detail: `must be ${which}` }]);
      }
      await this.lifecycle.make(permit.grantWaiver(code, reason));
      // The fees of a returned application are assessed when it is submitted again.
      if (permit.status !== 'returned') await this.fees.reassess(permit, await this.types.version(permit.typeVersionId));
    });
  }

  revoke(principal: Principal, number: string, reason: string): Promise<PermitDto> {
    return this.decide(principal, number, async (permit) => {
      await this.lifecycle.make(permit.revoke(reason, this.clock.now()));
      await this.inspections.cancelOpen(permit.recordId);
      await this.files.close(PERMIT_FILE, permit);
    });
  }

  /** One extension a permit, with a new card. */
  extend(principal: Principal, number: string, { reason, chargeFee }: ExtendPermitRequest): Promise<PermitDto> {
    return this.decide(principal, number, async (permit) => {
      permit.requireExtendable();
      const type = await this.types.version(permit.typeVersionId);
      if (permit.fixedTerm) throw new PermitHasFixedTerm(permit.number, type.name, permit.expiresOn!);
      const expiresOn = extendedExpiry(permit.expiresOn!, this.city.permit.extensionDays);
      const documentId = await this.issuance.reissueExtended(permit, expiresOn);
      await this.lifecycle.make(permit.extend({ expiresOn, on: this.calendar.today(), documentId }, { reason, chargeFee }));
      if (chargeFee) await this.fees.chargeExtension(permit);
      await this.issuance.advanceLocked(permit);
    });
  }

  /** Permit and plans of a large project leave the counter (`P-08`). */
  recordPickup(principal: Principal, number: string, pickedUpBy: string): Promise<PermitDto> {
    return this.decide(principal, number, async (permit) => {
      await this.lifecycle.make(permit.pickUp(pickedUpBy, this.clock.now()));
      if (permit.status === 'issued') await this.issuance.advanceLocked(permit);
    });
  }

  private async decide(principal: Principal, number: string, decision: (permit: Permit) => Promise<void>): Promise<PermitDto> {
    return this.database.transaction(async () => {
      const permit = await this.files.lockByNumber(PERMIT_FILE, number);
      await decision(permit);
      await this.database.flush();
      return this.queries.permit(principal, permit.number);
    });
  }
}
