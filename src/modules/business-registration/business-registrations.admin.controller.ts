import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Staff } from '../../platform/auth/auth.decorators.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Idempotent } from '../../platform/http/idempotent.decorator.js';
import { Etag } from '../../platform/http/etag.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { AddressNotInList, ParcelContradictsAddress } from '../city/index.js';
import { RecordNotFound } from '../records/index.js';
import { BusinessDecisionsService } from './business-decisions.service.js';
import { BusinessNotFound, BusinessWrongStatus } from './business-registration.errors.js';
import {
  BusinessFilesQuery,
  BusinessReasonRequest,
  BusinessRegistrationDto,
  BusinessRegistrationPageDto,
  CorrectBusinessRequest,
} from './business-registrations.dto.js';
import { BusinessQueries } from './business-registrations.queries.js';

@ApiTags('Business registration (staff)')
@Controller('admin/business-registrations')
@Staff('permit-technician')
export class BusinessRegistrationsAdminController {
  constructor(
    private readonly decisions: BusinessDecisionsService,
    private readonly queries: BusinessQueries,
  ) {}

  /**
   * List registrations, the newest first.
   *
   * For permit technicians. Drafts are their owners' alone. With `expiresBefore`, those whose year ends or has ended.
   */
  @Get()
  listAllBusinessRegistrations(@Query() query: BusinessFilesQuery): Promise<BusinessRegistrationPageDto> {
    return this.queries.all(query);
  }

  /**
   * Correct a slip of the pen.
   *
   * For permit technicians. Only what is sent changes; a registration that is in force gets a new certificate, which is sent to the
   * owner. A new place or activity comes with the renewal and its reviews.
   */
  @Patch(':number')
  @Etag()
  @Problems(RecordNotFound, BusinessNotFound, BusinessWrongStatus, AddressNotInList, ParcelContradictsAddress)
  correctBusinessRegistration(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() request: CorrectBusinessRequest,
  ): Promise<BusinessRegistrationDto> {
    return this.decisions.correct(principal, number, request);
  }

  /**
   * Return a registration to its owner, who changes it and submits it again.
   *
   * For permit technicians, before it is in force. Open reviews and unpaid fees are taken back. The owner is told the reason.
   */
  @Post(':number/return')
  @HttpCode(200)
  @Etag()
  @Idempotent()
  @Problems(RecordNotFound, BusinessNotFound, BusinessWrongStatus)
  returnBusinessRegistration(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() { reason }: BusinessReasonRequest,
  ): Promise<BusinessRegistrationDto> {
    return this.decisions.return(principal, number, reason);
  }

  /**
   * Deny a registration for good.
   *
   * For permit technicians, before it is in force. The owner is told the reason.
   */
  @Post(':number/denial')
  @HttpCode(200)
  @Etag()
  @Idempotent()
  @Problems(RecordNotFound, BusinessNotFound, BusinessWrongStatus)
  denyBusinessRegistration(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() { reason }: BusinessReasonRequest,
  ): Promise<BusinessRegistrationDto> {
    return this.decisions.deny(principal, number, reason);
  }

  /**
   * Revoke a registration that is in force or has lapsed.
   *
   * For permit technicians. Its certificate is no longer valid. The owner is told the reason.
   */
  @Post(':number/revocation')
  @HttpCode(200)
  @Etag()
  @Idempotent()
  @Problems(RecordNotFound, BusinessNotFound, BusinessWrongStatus)
  revokeBusinessRegistration(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() { reason }: BusinessReasonRequest,
  ): Promise<BusinessRegistrationDto> {
    return this.decisions.revoke(principal, number, reason);
  }

  /**
   * Close the registration of a business that is no more.
   *
   * For permit technicians. The owner is told the reason.
   */
  @Post(':number/closure')
  @HttpCode(200)
  @Etag()
  @Idempotent()
  @Problems(RecordNotFound, BusinessNotFound, BusinessWrongStatus)
  closeBusinessRegistrationForOwner(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() { reason }: BusinessReasonRequest,
  ): Promise<BusinessRegistrationDto> {
    return this.decisions.closeByCity(principal, number, reason);
  }
}
