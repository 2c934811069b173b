import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, SignedIn } from '../../../platform/auth/auth.decorators.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Etag } from '../../../platform/http/etag.js';
import { Idempotent } from '../../../platform/http/idempotent.decorator.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { RateLimit } from '../../../platform/http/rate-limit.decorator.js';
import { OwnerOnly, RecordNotFound, RecordNotLinked } from '../../records/index.js';
import {
  BusinessNotFound,
  BusinessWrongStatus,
  RenewalUnderWay,
  TransferInvalid,
  TransferNotFound,
} from '../business-registration.errors.js';
import { BusinessRegistrationDto } from '../business-registrations.dto.js';
import { AcceptTransferRequest, OfferTransferRequest } from './transfers.dto.js';
import { TransfersService } from './transfers.service.js';

@ApiTags('Business registration')
@Controller()
@SignedIn()
export class BusinessTransfersController {
  constructor(private readonly transfers: TransfersService) {}

  /**
   * Invite somebody to take the business over.
   *
   * For the owner of a registration that is in force and not being renewed. The invitation goes to the address with a link that is good
   * once and for 14 days; a newer one takes its place. Until it is accepted nothing changes.
   */
  @Post('business-registrations/:number/transfer')
  @Idempotent()
  @Etag()
  @RateLimit({ limit: 10, windowSeconds: 3600, per: 'account' })
  @Problems(RecordNotFound, RecordNotLinked, OwnerOnly, BusinessNotFound, BusinessWrongStatus, RenewalUnderWay)
  offerBusinessTransfer(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() { email }: OfferTransferRequest,
  ): Promise<BusinessRegistrationDto> {
    return this.transfers.offer(principal, number, email);
  }

  /**
   * Take the invitation back.
   *
   * For the owner. The link in it cannot be used any more.
   */
  @Delete('business-registrations/:number/transfer')
  @HttpCode(204)
  @Problems(RecordNotFound, RecordNotLinked, OwnerOnly, BusinessNotFound, TransferNotFound)
  cancelBusinessTransfer(@CurrentPrincipal() principal: Principal, @Param('number') number: string): Promise<void> {
    return this.transfers.cancel(principal, number);
  }

  /**
   * Take a business over, with the link of an invitation.
   *
   * For every account: register one first. You say who owns the business and who is called from now on; the certificate is issued anew in
   * that name, and the former owner has no access any more. Tax numbers do not pass on: enter your own with the next renewal.
   */
  @Post('business-transfers/acceptance')
  @Idempotent()
  @Etag()
  @RateLimit({ limit: 20, windowSeconds: 600, per: 'account' })
  @Problems(TransferInvalid, BusinessWrongStatus, RenewalUnderWay)
  acceptBusinessTransfer(
    @CurrentPrincipal() principal: Principal,
    @Body() request: AcceptTransferRequest,
  ): Promise<BusinessRegistrationDto> {
    return this.transfers.accept(principal, request);
  }
}
