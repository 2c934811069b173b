import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Public, SignedIn } from '../../../platform/auth/auth.decorators.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Etag } from '../../../platform/http/etag.js';
import { Idempotent } from '../../../platform/http/idempotent.decorator.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { RateLimit } from '../../../platform/http/rate-limit.decorator.js';
import { ContractorDetailsRequest } from '../contractor-requests.dto.js';
import { ContractorRegisteredAlready, ManagersOnly } from '../contractors.errors.js';
import { ApplicationsService } from './applications.service.js';
import { ApplicationReceivedDto, ApplyAsContractorRequest, ContractorApplicationDto } from './filings.dto.js';
import { ApplicationNotFound, WrongFilingStatus } from './filings.errors.js';
import { FilingsQueries } from './filings.queries.js';

@ApiTags('Contractors')
@Controller('contractor-applications')
export class ApplicationsController {
  constructor(
    private readonly applications: ApplicationsService,
    private readonly queries: FilingsQueries,
  ) {}

  /**
   * Apply for registration as a contractor.
   *
   * For everyone. Opens the license record, status `pending`. Signed in, the account that asks acts for the contractor; otherwise the
   * account of the e-mail address does, which is made when there is none, and the message to it says how to sign in. Upload the
   * documents to the record then (`uploadAttachment`): once they are there, the city checks the application, and when it has approved
   * it and the fee is paid, the contractor is registered.
   */
  @Post()
  @Public()
  @RateLimit({ limit: 10, windowSeconds: 3600, per: 'client' })
  @Idempotent()
  @Problems(ContractorRegisteredAlready)
  applyAsContractor(
    @CurrentPrincipal() principal: Principal | undefined,
    @Body() request: ApplyAsContractorRequest,
  ): Promise<ApplicationReceivedDto> {
    return this.applications.apply(principal, request);
  }

  /**
   * Show an application: how far it is, what the city said, and what is still to be uploaded.
   *
   * For those who act for the contractor and permit technicians; for others it is not there.
   */
  @Get(':number')
  @SignedIn()
  @Etag()
  @Problems(ApplicationNotFound)
  getContractorApplication(@CurrentPrincipal() principal: Principal, @Param('number') number: string): Promise<ContractorApplicationDto> {
    return this.queries.application(principal, number);
  }

  /**
   * Correct an application that was returned, and send it again.
   *
   * For the applicant. Takes the place of everything that the first one said; the documents stay on the record.
   */
  @Post(':number/resubmission')
  @SignedIn()
  @Idempotent()
  @Problems(ApplicationNotFound, ManagersOnly, WrongFilingStatus)
  resubmitContractorApplication(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() request: ContractorDetailsRequest,
  ): Promise<ContractorApplicationDto> {
    return this.applications.resubmit(principal, number, request);
  }

  /**
   * Withdraw an application.
   *
   * For the applicant, until the contractor is registered. A fee that has not been paid is taken back.
   */
  @Post(':number/withdrawal')
  @HttpCode(200)
  @SignedIn()
  @Idempotent()
  @Problems(ApplicationNotFound, ManagersOnly, WrongFilingStatus)
  withdrawContractorApplication(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
  ): Promise<ContractorApplicationDto> {
    return this.applications.withdraw(principal, number);
  }
}
