import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, SignedIn } from '../../../platform/auth/auth.decorators.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Etag } from '../../../platform/http/etag.js';
import { Idempotent } from '../../../platform/http/idempotent.decorator.js';
import { PageQuery } from '../../../platform/http/paging.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { UuidPipe } from '../../../platform/http/uuid.pipe.js';
import { AttachmentNotFound } from '../../attachments/index.js';
import { ContractorNotFound, ManagersOnly, WrongContractorStatus } from '../contractors.errors.js';
import { ContractorRenewalDto, ContractorRenewalPageDto, RenewContractorRequest } from './filings.dto.js';
import { RenewalNotFound, RenewalNotOpen, RenewalOpenAlready, WrongFilingStatus } from './filings.errors.js';
import { FilingsQueries } from './filings.queries.js';
import { RenewalsService } from './renewals.service.js';

@ApiTags('Contractors')
@Controller('contractors/:number/renewals')
@SignedIn()
export class RenewalsController {
  constructor(
    private readonly renewals: RenewalsService,
    private readonly queries: FilingsQueries,
  ) {}

  /**
   * Renew a registration.
   *
   * For managers of the contractor, from 90 days before its last day on, and after it, with a fee for being late. First upload the
   * documents to the license record, then name here the credentials that they prove. The city checks them; when it approves, the
   * fee falls due and a message has the link to pay it. Paid, the registration runs a year longer, by itself.
   */
  @Post()
  @Idempotent()
  @Problems(ContractorNotFound, ManagersOnly, WrongContractorStatus, RenewalNotOpen, RenewalOpenAlready, AttachmentNotFound)
  renewContractor(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() request: RenewContractorRequest,
  ): Promise<ContractorRenewalDto> {
    return this.renewals.renew(principal, number, request);
  }

  /**
   * List the renewals of a contractor, the newest first.
   *
   * For those who act for the contractor and permit technicians.
   */
  @Get()
  @Problems(ContractorNotFound)
  listContractorRenewals(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Query() query: PageQuery,
  ): Promise<ContractorRenewalPageDto> {
    return this.queries.renewalsOf(principal, number, query);
  }

  /**
   * Show a renewal: how far it is, what the city said, and what is to be paid.
   *
   * For those who act for the contractor and permit technicians.
   */
  @Get(':id')
  @Etag()
  @Problems(ContractorNotFound, RenewalNotFound)
  getContractorRenewal(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Param('id', UuidPipe) id: string,
  ): Promise<ContractorRenewalDto> {
    return this.queries.renewal(principal, number, id);
  }

  /**
   * Correct a renewal that was returned, and send it again.
   *
   * For managers of the contractor. Takes the place of what it named before.
   */
  @Post(':id/resubmission')
  @Idempotent()
  @Problems(ContractorNotFound, ManagersOnly, RenewalNotFound, WrongFilingStatus, AttachmentNotFound)
  resubmitContractorRenewal(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Param('id', UuidPipe) id: string,
    @Body() request: RenewContractorRequest,
  ): Promise<ContractorRenewalDto> {
    return this.renewals.resubmit(principal, number, id, request);
  }

  /**
   * Withdraw a renewal.
   *
   * For managers of the contractor, until it is completed. A fee that has not been paid is taken back; papers that the city has
   * recorded stay on file.
   */
  @Post(':id/withdrawal')
  @HttpCode(200)
  @Idempotent()
  @Problems(ContractorNotFound, ManagersOnly, RenewalNotFound, WrongFilingStatus)
  withdrawContractorRenewal(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Param('id', UuidPipe) id: string,
  ): Promise<ContractorRenewalDto> {
    return this.renewals.withdraw(principal, number, id);
  }
}
