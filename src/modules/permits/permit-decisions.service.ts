import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/audit-log.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { Events } from '../../platform/events/events.js';
import { Clock } from '../../platform/time/clock.js';
import { formatLongDate } from '../../platform/time/format-long-date.js';
import { BusinessCalendar, CityProfile } from '../city/index.js';
import { InspectionsService } from '../inspections/index.js';
import { ReviewsService } from '../reviews/index.js';
import { PermitFeesService } from './application/permit-fees.service.js';
import { extendedExpiry } from './issuance/expiry.rules.js';
import { PermitIssuanceService } from './issuance/permit-issuance.service.js';
import type { Permit } from './permit.entity.js';
import { PermitLock } from './permit-lock.js';
import { PermitShell } from './permit-shell.js';
import type { ExtendPermitRequest, GrantWaiverRequest, PermitDto, ReturnPermitRequest } from './permits.dto.js';
import { PermitHasFixedTerm } from './permits.errors.js';
import { PermitDenied, PermitExtended, PermitPickedUp, PermitReturned, PermitRevoked } from './permits.events.js';
import { PermitQueries } from './permits.queries.js';
import { PermitTypes } from './types/permit-types.service.js';

/** What permit technicians decide about a permit. */
@Injectable()
export class PermitDecisionsService {
  constructor(
    private readonly database: Database,
    private readonly lock: PermitLock,
    private readonly shell: PermitShell,
    private readonly types: PermitTypes,
    private readonly fees: PermitFeesService,
    private readonly reviews: ReviewsService,
    private readonly inspections: InspectionsService,
    private readonly issuance: PermitIssuanceService,
    private readonly queries: PermitQueries,
    private readonly city: CityProfile,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly audit: AuditLog,
  ) {}

  /** Incomplete, or of the wrong type: back to the applicant, who changes it and submits it again (`P-03`). */
  return(principal: Principal, number: string, { reason, suggestedPermitType }: ReturnPermitRequest): Promise<PermitDto> {
    return this.decide(principal, number, 'return', { reason, suggestedPermitType }, async (permit) => {
      const suggested = suggestedPermitType ? await this.types.published(suggestedPermitType).catch(() => null) : null;
      if (suggestedPermitType && !suggested) {
        throw new InvalidInput([{ pointer: '/suggestedPermitType', detail: `is no permit type of this city: ${suggestedPermitType}` }]);
      }
      permit.returnToApplicant(reason, suggested?.code ?? null, this.clock.now());
      await this.reviews.cancelOpen(permit.recordId);
      await this.fees.voidUnpaid(permit, 'The application was returned');
      const hint = suggested ? ` (the right permit is ${suggested.name}, ${suggested.code})` : '';
      await this.shell.tell(permit, 'returned', `Application returned${hint}: ${reason}`);
      await this.shell.show(permit);
      const { recordId } = permit;
      this.events.publish(new PermitReturned({ recordId, number: permit.number, reason, suggestedType: suggested?.code ?? null }));
    });
  }

  deny(principal: Principal, number: string, reason: string): Promise<PermitDto> {
    return this.decide(principal, number, 'deny', { reason }, async (permit) => {
      permit.deny(reason, this.clock.now());
      await this.reviews.cancelOpen(permit.recordId);
      await this.fees.voidUnpaid(permit, 'The application was denied');
      await this.shell.tell(permit, 'denied', 'Application denied', 'public');
      await this.shell.tell(permit, 'denial-reason', reason);
      await this.shell.close(permit);
      this.events.publish(new PermitDenied({ recordId: permit.recordId, number: permit.number, reason }));
    });
  }

  /** The schedule's own waiver, such as for participants of a program; the fees follow at once. */
  grantWaiver(principal: Principal, number: string, { code, reason }: GrantWaiverRequest): Promise<PermitDto> {
    return this.decide(principal, number, 'grant-waiver', { code, reason }, async (permit) => {
      permit.require('grantWaiver');
      const grantable = await this.fees.grantableWaivers(permit);
      if (!grantable.includes(code)) {
        const which = grantable.length > 0 ? `one of: ${grantable.join(', ')}` : 'left alone: staff grant no waiver for this type';
        throw new InvalidInput([{ pointer: '/code', detail: `must be ${which}` }]);
      }
      permit.grantWaiver(code);
      await this.shell.tell(permit, 'waiver-granted', `A waiver of fees was granted: ${reason}`);
      // The fees of a returned application are assessed when it is submitted again.
      if (permit.status !== 'returned') await this.fees.reassess(permit, await this.types.version(permit.typeVersionId));
    });
  }

  revoke(principal: Principal, number: string, reason: string): Promise<PermitDto> {
    return this.decide(principal, number, 'revoke', { reason }, async (permit) => {
      permit.revoke(reason, this.clock.now());
      await this.inspections.cancelOpen(permit.recordId);
      await this.shell.tell(permit, 'revoked', 'Permit revoked', 'public');
      await this.shell.tell(permit, 'revocation-reason', reason);
      await this.shell.close(permit);
      this.events.publish(new PermitRevoked({ recordId: permit.recordId, number: permit.number, reason }));
    });
  }

  /** One extension a permit, with a new card. */
  extend(principal: Principal, number: string, { reason, chargeFee }: ExtendPermitRequest): Promise<PermitDto> {
    return this.decide(principal, number, 'extend', { reason, chargeFee }, async (permit) => {
      permit.require('extend');
      const type = await this.types.version(permit.typeVersionId);
      if (permit.fixedTerm) throw new PermitHasFixedTerm(permit.number, type.name, permit.expiresOn!);
      permit.extend(extendedExpiry(permit.expiresOn!, this.city.permit.extensionDays), this.calendar.today());
      const documentId = await this.issuance.reissue(permit);
      if (chargeFee) await this.fees.chargeExtension(permit);
      const expiresOn = permit.expiresOn!;
      await this.shell.tell(
        permit,
        'extended',
        `Permit extended through ${formatLongDate(expiresOn)}; a new permit card was issued`,
        'public',
      );
      await this.issuance.settleLocked(permit);
      this.events.publish(
        new PermitExtended({ recordId: permit.recordId, number: permit.number, expiresOn: expiresOn.toString(), documentId }),
      );
    });
  }

  /** Permit and plans of a large project leave the counter (`P-08`). */
  recordPickup(principal: Principal, number: string, pickedUpBy: string): Promise<PermitDto> {
    return this.decide(principal, number, 'record-pickup', { pickedUpBy }, async (permit) => {
      permit.pickUp(pickedUpBy, this.clock.now());
      await this.shell.tell(permit, 'picked-up', `Permit and plans picked up by ${pickedUpBy}`);
      if (permit.status === 'issued') await this.issuance.settleLocked(permit);
      this.events.publish(new PermitPickedUp({ recordId: permit.recordId, number: permit.number }));
    });
  }

  private async decide(
    principal: Principal,
    number: string,
    action: string,
    given: Record<string, unknown>,
    decision: (permit: Permit) => Promise<void>,
  ): Promise<PermitDto> {
    return this.database.transaction(async () => {
      const { permit } = await this.lock.byNumber(number);
      const before = stateOf(permit);
      await decision(permit);
      await this.audit.record({
        action: `permits.${action}`,
        subject: permit.number,
        recordId: permit.recordId,
        before,
        after: { ...stateOf(permit), ...given },
      });
      await this.database.flush();
      return this.queries.permit(principal, permit.number);
    });
  }
}

function stateOf({ status, expiresOn }: Permit): Record<string, unknown> {
  return { status, ...(expiresOn ? { expiresOn: expiresOn.toString() } : {}) };
}
