import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, StreamableFile } from '@nestjs/common';
import { ApiBody, ApiExtraModels, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { CurrentPrincipal, Download, Public, SignedIn } from '../../platform/auth/auth.decorators.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Etag, IfMatch, type ExpectedVersion } from '../../platform/http/etag.js';
import { Idempotent } from '../../platform/http/idempotent.decorator.js';
import { PdfAnswer } from '../../platform/http/pdf-answer.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { readBody } from '../../platform/http/validation.js';
import { AddressNotInList, ParcelContradictsAddress } from '../city/index.js';
import { OwnerOnly, RecordNotFound, RecordNotLinked } from '../records/index.js';
import { BusinessDecisionsService } from './business-decisions.service.js';
import {
  BusinessCorrectionsOpen,
  BusinessNotFound,
  BusinessWrongStatus,
  NoCertificate,
  NumbersOfAnother,
  RegistrationIncomplete,
  RenewalUnderWay,
} from './business-registration.errors.js';
import {
  BusinessConfidentialDto,
  BusinessListQuery,
  BusinessRegistrationDto,
  BusinessRegistrationPageDto,
  CloseBusinessRequest,
} from './business-registrations.dto.js';
import { BusinessQueries } from './business-registrations.queries.js';
import { BusinessCatalogueDto, toCatalogueDto } from './catalogue/business-catalogue.dto.js';
import { BusinessCatalogue } from './catalogue/business-catalogue.js';
import { BusinessCertificates } from './certificate/business-certificates.service.js';
import { ConfidentialService } from './confidential/confidential.service.js';
import { BusinessRenewalDto, RenewBusinessRequest } from './renewal/renewals.dto.js';
import { RenewalsService } from './renewal/renewals.service.js';
import { BusinessSubmissionService } from './review/business-submission.service.js';
import { BusinessStepsQueries } from './steps/business-steps.queries.js';
import { BusinessStepsService } from './steps/business-steps.service.js';
import { StepPipe } from './steps/step.pipe.js';
import { BusinessStepsDto } from './steps/steps-answer.dto.js';
import { STEP_BODIES, STEPS, type FilledStep, type Step } from './steps/steps.js';

@ApiTags('Business registration')
@Controller()
@SignedIn()
export class BusinessRegistrationsController {
  constructor(
    private readonly steps: BusinessStepsService,
    private readonly stepsQueries: BusinessStepsQueries,
    private readonly submission: BusinessSubmissionService,
    private readonly renewals: RenewalsService,
    private readonly decisions: BusinessDecisionsService,
    private readonly certificates: BusinessCertificates,
    private readonly confidential: ConfidentialService,
    private readonly catalogue: BusinessCatalogue,
    private readonly queries: BusinessQueries,
  ) {}

  /**
   * Show the words that a registration is written in: legal forms, activities, what is confirmed.
   *
   * For everyone.
   */
  @Get('business-catalogue')
  @Public()
  getBusinessCatalogue(): BusinessCatalogueDto {
    return toCatalogueDto(this.catalogue.file);
  }

  /**
   * Begin the registration of a business, as a draft.
   *
   * For every account, which becomes its owner. The draft has a number at once and is nobody else's to see. Its steps are filled in one
   * by one (`completeBusinessStep`).
   */
  @Post('business-registrations')
  @Idempotent()
  @Etag()
  createBusinessRegistration(@CurrentPrincipal() principal: Principal): Promise<BusinessRegistrationDto> {
    return this.steps.start(principal);
  }

  /**
   * List your registrations, the newest first.
   *
   * Those that your account owns; tax numbers are in no list.
   */
  @Get('business-registrations')
  listBusinessRegistrations(
    @CurrentPrincipal() principal: Principal,
    @Query() query: BusinessListQuery,
  ): Promise<BusinessRegistrationPageDto> {
    return this.queries.mine(principal, query);
  }

  /**
   * Show a registration: how it stands, what it still waits for, and what comes next.
   *
   * For its parties and staff. What the business says of itself, with the last four digits of its tax numbers, is for the owner and
   * staff; for linked accounts those fields are null.
   */
  @Get('business-registrations/:number')
  @Etag()
  @Problems(RecordNotFound, RecordNotLinked, BusinessNotFound)
  getBusinessRegistration(@CurrentPrincipal() principal: Principal, @Param('number') number: string): Promise<BusinessRegistrationDto> {
    return this.queries.registration(principal, number);
  }

  /**
   * Show the steps of a registration, how each stands and what is missing.
   *
   * For the owner and staff. Each step says who must act; the documents that are asked for and the fees follow from the first two
   * steps. When a renewal is due, the steps hold what was said last year, or what the renewal under way says, and the fees are those of the renewal.
   */
  @Get('business-registrations/:number/steps')
  @Etag()
  @Problems(RecordNotFound, RecordNotLinked, OwnerOnly, BusinessNotFound)
  getBusinessRegistrationSteps(@CurrentPrincipal() principal: Principal, @Param('number') number: string): Promise<BusinessStepsDto> {
    return this.stepsQueries.steps(principal, number);
  }

  /**
   * Fill in one step.
   *
   * For the owner, while the registration is a draft, was returned, or corrections are required. The body is that of the step in the
   * address. Each step is checked as a whole and saved alone: what is refused (422, with the fields) changes nothing, and an earlier
   * answer of the step stays. Steps can be filled in in any order and as often as you like; whoever changes one confirms the last one
   * again. An address that is not in the city's list of addresses is refused with the `nearest` ones (`city.address-not-in-list`). The
   * answer shows all steps.
   */
  @Put('business-registrations/:number/steps/:step')
  @Etag()
  @ApiExtraModels(...STEPS.map((step) => STEP_BODIES[step]))
  @ApiBody({ schema: { oneOf: STEPS.map((step) => ({ $ref: getSchemaPath(STEP_BODIES[step]) })) } })
  @Problems(RecordNotFound, RecordNotLinked, OwnerOnly, BusinessNotFound, BusinessWrongStatus, AddressNotInList, ParcelContradictsAddress)
  async completeBusinessStep(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Param('step', StepPipe) step: Step,
    @Body() body: object,
    @IfMatch() expected?: ExpectedVersion,
  ): Promise<BusinessStepsDto> {
    const filled = { step, body: await readBody<object>(STEP_BODIES[step], body) } as FilledStep;
    return this.steps.complete(principal, number, filled, expected);
  }

  /**
   * Submit the registration to the city.
   *
   * For the owner, when all steps are complete (else `business-registration.incomplete` names what is missing, by step). Zoning looks
   * at it, and fire prevention when the activity or the place asks for it. The fee is assessed now, equal to the estimate, and can be
   * paid at once. After corrections the same operation opens the next cycle for the disciplines that asked, once something has been
   * done about each of them (`business-registration.corrections-open`). When reviews, occupancy inspection and fees are done, the
   * certificate is issued by itself.
   */
  @Post('business-registrations/:number/submission')
  @Idempotent()
  @Etag()
  @Problems(
    RecordNotFound,
    RecordNotLinked,
    OwnerOnly,
    BusinessNotFound,
    BusinessWrongStatus,
    RegistrationIncomplete,
    BusinessCorrectionsOpen,
    AddressNotInList,
    ParcelContradictsAddress,
  )
  submitBusinessRegistration(@CurrentPrincipal() principal: Principal, @Param('number') number: string): Promise<BusinessRegistrationDto> {
    return this.submission.submit(principal, number);
  }

  /**
   * Renew the registration for another year, with what has changed.
   *
   * For the owner, from 60 days before the last day; after it a late fee is added. Steps that are left out are as they were. The
   * answer shows what differs: a change of place or activity goes to zoning and fire prevention again, other changes do not. Paid and,
   * where it was called for, reviewed and inspected, the registration is renewed by itself. After corrections the same operation sends
   * the corrected renewal.
   */
  @Post('business-registrations/:number/renewals')
  @Idempotent()
  @Problems(
    RecordNotFound,
    RecordNotLinked,
    OwnerOnly,
    BusinessNotFound,
    BusinessWrongStatus,
    RenewalUnderWay,
    BusinessCorrectionsOpen,
    AddressNotInList,
    ParcelContradictsAddress,
  )
  renewBusinessRegistration(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() request: RenewBusinessRequest,
  ): Promise<BusinessRenewalDto> {
    return this.renewals.renew(principal, number, request);
  }

  /**
   * Close the registration: the business is no more, or no longer here.
   *
   * For the owner, at any time, also to give up a draft. Fees that are not paid are taken back. A closed registration stays closed.
   */
  @Post('business-registrations/:number/closure')
  @HttpCode(200)
  @Etag()
  @Idempotent()
  @Problems(RecordNotFound, RecordNotLinked, OwnerOnly, BusinessNotFound, BusinessWrongStatus)
  closeBusinessRegistration(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() { reason }: CloseBusinessRequest,
  ): Promise<BusinessRegistrationDto> {
    return this.decisions.closeByOwner(principal, number, reason);
  }

  /**
   * Download the certificate as a PDF.
   *
   * For its owner and staff, once it has been issued (else `business-registration.no-certificate`). The newest one; its QR code opens
   * `verifyDocument`.
   */
  @Download()
  @Get('business-registrations/:number/certificate')
  @PdfAnswer('The certificate.')
  @Problems(RecordNotFound, RecordNotLinked, OwnerOnly, BusinessNotFound, NoCertificate)
  downloadBusinessCertificate(@CurrentPrincipal() principal: Principal, @Param('number') number: string): Promise<StreamableFile> {
    return this.certificates.download(principal, number);
  }

  /**
   * Show the tax numbers of a business in full.
   *
   * For the owner, those that the same account entered; and for staff with the role `permit-technician` or `administrator`. Every look
   * is kept in the audit log, without the numbers. Everywhere else there are the last four digits alone.
   */
  @Get('business-registrations/:number/confidential')
  @Problems(RecordNotFound, RecordNotLinked, BusinessNotFound, NumbersOfAnother)
  getBusinessConfidential(@CurrentPrincipal() principal: Principal, @Param('number') number: string): Promise<BusinessConfidentialDto> {
    return this.confidential.show(principal, number);
  }
}
