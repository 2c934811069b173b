import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Staff } from '../../platform/auth/auth.decorators.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Etag } from '../../platform/http/etag.js';
import { Idempotent } from '../../platform/http/idempotent.decorator.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { RecordNotFound } from '../records/index.js';
import { PermitDecisionsService } from './permit-decisions.service.js';
import { PermitReclassificationService } from './permit-reclassification.service.js';
import {
  ExtendPermitRequest,
  GrantWaiverRequest,
  PickupRequest,
  ReasonRequest,
  ReclassifyPermitRequest,
  ReturnPermitRequest,
} from './permit-requests.dto.js';
import { PermitDto } from './permits.dto.js';
import {
  NothingToPickUp,
  PermitExtendedAlready,
  PermitHasFixedTerm,
  PermitNotFound,
  PermitWrongStatus,
  WaiverGranted,
} from './permits.errors.js';
import { CounterOnly } from './types/permit-type.errors.js';

@ApiTags('Permits (staff)')
@Controller('admin/permits')
export class PermitsAdminController {
  constructor(
    private readonly decisions: PermitDecisionsService,
    private readonly reclassification: PermitReclassificationService,
  ) {}

  /**
   * Return an application that is incomplete or of the wrong type.
   *
   * For permit technicians, from submission to approval. The applicant changes it, to the suggested type if need be, and submits it
   * again. Open reviews are cancelled and unpaid fees taken back; what was paid is credited to the next assessment.
   */
  @Post(':number/return')
  @Staff('permit-technician')
  @Idempotent()
  @Etag()
  @Problems(RecordNotFound, PermitNotFound, PermitWrongStatus)
  returnPermit(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() request: ReturnPermitRequest,
  ): Promise<PermitDto> {
    return this.decisions.return(principal, number, request);
  }

  /**
   * Move an application to another permit type, on the same record.
   *
   * For permit technicians, from submission to approval, or once returned. Answers that fit the new form are kept, `answers` adds what
   * is missing. Fees are assessed anew: unpaid lines are taken back, paid amounts credited, the difference is due or goes back.
   * Approvals of disciplines stand; the others review again. When the new type asks for more than the application says, it goes
   * back to the applicant (`returned`).
   */
  @Post(':number/reclassification')
  @Staff('permit-technician')
  @Idempotent()
  @Etag()
  @Problems(RecordNotFound, PermitNotFound, PermitWrongStatus, CounterOnly)
  reclassifyPermit(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() request: ReclassifyPermitRequest,
  ): Promise<PermitDto> {
    return this.reclassification.reclassify(principal, number, request);
  }

  /**
   * Grant a waiver of the fee schedule.
   *
   * For permit technicians, from submission to approval, or once returned. Takes off the share that the schedule says, as a line of its
   * own for each due date; what was paid too much goes back to the payer (`listRefundsDue`). It stays when the application changes.
   */
  @Post(':number/fee-waivers')
  @Staff('permit-technician')
  @Idempotent()
  @Etag()
  @Problems(RecordNotFound, PermitNotFound, PermitWrongStatus, WaiverGranted)
  grantFeeWaiver(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() request: GrantWaiverRequest,
  ): Promise<PermitDto> {
    return this.decisions.grantWaiver(principal, number, request);
  }

  /**
   * Deny an application.
   *
   * For permit technicians, until it is issued. Unpaid fees are taken back.
   */
  @Post(':number/denial')
  @Staff('permit-technician')
  @Idempotent()
  @Etag()
  @Problems(RecordNotFound, PermitNotFound, PermitWrongStatus)
  denyPermit(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() request: ReasonRequest,
  ): Promise<PermitDto> {
    return this.decisions.deny(principal, number, request.reason);
  }

  /**
   * Extend an issued permit, once, by the city's term.
   *
   * For permit technicians. Issues a new permit card and assesses the city's extension fee, unless `chargeFee` is false. Types with a
   * fixed term cannot be extended.
   */
  @Post(':number/extension')
  @Staff('permit-technician')
  @Idempotent()
  @Etag()
  @Problems(RecordNotFound, PermitNotFound, PermitWrongStatus, PermitExtendedAlready, PermitHasFixedTerm)
  extendPermit(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() request: ExtendPermitRequest,
  ): Promise<PermitDto> {
    return this.decisions.extend(principal, number, request);
  }

  /**
   * Revoke an issued permit.
   *
   * For permit technicians. Its open inspections are cancelled, and its QR code says that it is revoked.
   */
  @Post(':number/revocation')
  @Staff('permit-technician')
  @Idempotent()
  @Etag()
  @Problems(RecordNotFound, PermitNotFound, PermitWrongStatus)
  revokePermit(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() request: ReasonRequest,
  ): Promise<PermitDto> {
    return this.decisions.revoke(principal, number, request.reason);
  }

  /**
   * Record who picked permit and plans up at the counter.
   *
   * For permit technicians, for large projects that were told that they are ready.
   */
  @Post(':number/pickup')
  @Staff('permit-technician')
  @Idempotent()
  @Etag()
  @Problems(RecordNotFound, PermitNotFound, PermitWrongStatus, NothingToPickUp)
  recordPickup(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() request: PickupRequest,
  ): Promise<PermitDto> {
    return this.decisions.recordPickup(principal, number, request.pickedUpBy);
  }
}
