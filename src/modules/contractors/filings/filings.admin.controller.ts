import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Staff } from '../../../platform/auth/auth.decorators.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Idempotent } from '../../../platform/http/idempotent.decorator.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { UuidPipe } from '../../../platform/http/uuid.pipe.js';
import { ContractorNotFound, WrongContractorStatus } from '../contractors.errors.js';
import { FilingDecisionsService } from './filing-decisions.service.js';
import {
  ApplicationDecisionRequest,
  ContractorApplicationDto,
  ContractorApplicationPageDto,
  ContractorRenewalDto,
  ContractorRenewalPageDto,
  FilingListQuery,
  RenewalDecisionRequest,
} from './filings.dto.js';
import { ApplicationNotFound, DocumentsMissing, RenewalNotFound, WrongFilingStatus } from './filings.errors.js';
import { FilingsQueries } from './filings.queries.js';

@ApiTags('Contractors (staff)')
@Controller('admin')
@Staff('permit-technician')
export class FilingsAdminController {
  constructor(
    private readonly decisions: FilingDecisionsService,
    private readonly queries: FilingsQueries,
  ) {}

  /**
   * List applications for registration, the newest first.
   *
   * For permit technicians. With `status=submitted`, those that wait for the city or for documents; `nextStep` says which.
   */
  @Get('contractor-applications')
  listContractorApplications(@Query() query: FilingListQuery): Promise<ContractorApplicationPageDto> {
    return this.queries.applications(query);
  }

  /**
   * List renewals of registrations, the newest first.
   *
   * For permit technicians.
   */
  @Get('contractor-renewals')
  listRenewals(@Query() query: FilingListQuery): Promise<ContractorRenewalPageDto> {
    return this.queries.renewals(query);
  }

  /**
   * Decide on an application: approve it, return it to be corrected, or deny it.
   *
   * For permit technicians. It is approved once its documents are there (409 `contractors.documents-missing` names those that are not).
   * Approved, the credentials are on file and the registration fee falls due; paid, the contractor is
   * registered by itself, at once when there is nothing to pay. The applicant is told, with the comments and the link to pay. Until it
   * is paid, an approval that was a mistake is put right by returning or denying: the fee is taken back.
   */
  @Post('contractors/:number/decision')
  @Idempotent()
  @Problems(ContractorNotFound, ApplicationNotFound, DocumentsMissing, WrongFilingStatus, WrongContractorStatus)
  decideContractorApplication(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() request: ApplicationDecisionRequest,
  ): Promise<ContractorApplicationDto> {
    return this.decisions.decideApplication(principal, number, request);
  }

  /**
   * Decide on a renewal: approve it, or return it to be corrected.
   *
   * For permit technicians. Approved, the credentials it names are recorded, and the renewal fee falls due, with one for being late
   * when it was sent after the registration had run out. Paid, the registration is renewed by itself. Until then it can still be
   * returned: the fees are taken back, and what was paid of them pays for the next.
   */
  @Post('contractors/:number/renewals/:id/decision')
  @Idempotent()
  @Problems(ContractorNotFound, RenewalNotFound, WrongFilingStatus, WrongContractorStatus)
  decideRenewal(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Param('id', UuidPipe) id: string,
    @Body() request: RenewalDecisionRequest,
  ): Promise<ContractorRenewalDto> {
    return this.decisions.decideRenewal(principal, number, id, request);
  }
}
