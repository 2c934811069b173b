import { Body, Controller, Get, HttpCode, Param, Patch, Post, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Download, SignedIn } from '../../platform/auth/auth.decorators.js';
import type { Principal } from '../../platform/auth/principal.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { Etag, IfMatch, type ExpectedVersion } from '../../platform/http/etag.js';
import { Idempotent } from '../../platform/http/idempotent.decorator.js';
import { PdfAnswer } from '../../platform/http/pdf-answer.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { AddressNotInList, ParcelContradictsAddress } from '../city/index.js';
import { OwnerOnly, RecordNotFound, RecordNotLinked } from '../records/index.js';
import { PermitContractorsService } from './application/permit-contractors.service.js';
import { PermitDraftsService } from './application/permit-drafts.service.js';
import { PermitSubmissionService } from './application/permit-submission.service.js';
import { PermitDocumentsService } from './document/permit-documents.service.js';
import { PermitOutstanding } from './issuance/permit-outstanding.js';
import { PermitRequirementsDto } from './issuance/requirements.dto.js';
import { CreatePermitRequest, UpdatePermitRequest, WithdrawPermitRequest } from './permit-requests.dto.js';
import { PermitDto } from './permits.dto.js';
import {
  ApplicationIncomplete,
  ContractorNotNamed,
  CorrectionsOpen,
  PermitNotCompleted,
  PermitNotFound,
  PermitNotIssued,
  PermitWrongStatus,
} from './permits.errors.js';
import { PermitQueries } from './permits.queries.js';
import { CounterOnly } from './types/permit-type.errors.js';

@ApiTags('Permits')
@Controller('permits')
export class PermitsController {
  constructor(
    private readonly drafts: PermitDraftsService,
    private readonly submission: PermitSubmissionService,
    private readonly contractors: PermitContractorsService,
    private readonly requirements: PermitOutstanding,
    private readonly documents: PermitDocumentsService,
    private readonly queries: PermitQueries,
  ) {}

  /**
   * Begin an application, as a draft.
   *
   * For every account, which becomes its owner. The draft has a number at once and is nobody else's to see; answers may be left
   * open, those that are given must fit the type's form. Contractors are told that they were named and become owners, too. A type
   * that is not taken online is refused with its instructions (`permits.counter-only`). When the city has loaded its list of addresses,
   * the address is matched with it, whatever its abbreviations, and kept as the list spells it, with parcel number and coordinates; one
   * that is not in the list is refused with the `nearest` ones (`city.address-not-in-list`). Questions that the list answers (`derivedFrom`)
   * need no answer; another one is overruled.
   */
  @Post()
  @SignedIn()
  @Idempotent()
  @Etag()
  @Problems(CounterOnly, AddressNotInList, ParcelContradictsAddress)
  createPermit(@CurrentPrincipal() principal: Principal, @Body() request: CreatePermitRequest): Promise<PermitDto> {
    return this.drafts.create(principal, request);
  }

  /**
   * Show a permit: the application, the documents it needs, fees, contractors, dates and what comes next.
   *
   * For its parties and staff.
   */
  @Get(':number')
  @SignedIn()
  @Etag()
  @Problems(RecordNotFound, RecordNotLinked, PermitNotFound)
  getPermit(@CurrentPrincipal() principal: Principal, @Param('number') number: string): Promise<PermitDto> {
    return this.queries.permit(principal, number);
  }

  /**
   * Change an application.
   *
   * For its owner, while it is a draft, was returned, or corrections are required; contractors alone can be changed until the permit
   * is issued. Under corrections the application must stay complete, and the fees follow its answers: what was paid is credited.
   * Send the `version` you read in `If-Match` to be sure that nobody has changed it since.
   */
  @Patch(':number')
  @SignedIn()
  @Etag()
  @Problems(
    RecordNotFound,
    RecordNotLinked,
    OwnerOnly,
    PermitNotFound,
    PermitWrongStatus,
    CounterOnly,
    AddressNotInList,
    ParcelContradictsAddress,
  )
  updatePermit(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() request: UpdatePermitRequest,
    @IfMatch() expected?: ExpectedVersion,
  ): Promise<PermitDto> {
    return this.drafts.update(principal, number, request, expected);
  }

  /**
   * Submit the application to the city.
   *
   * For its owner, when it is a draft or was returned. A draft is submitted under the version of its type that is in force now; a
   * type that is no longer offered is refused at `/permitType`. Everything that is missing is listed at once (`permits.incomplete`),
   * with pointers to answers (`/answers/…`) and documents (`/documents/…`). The fees are assessed, equal to the estimate. Reviews
   * are opened; an application that needs none is approved at once and, with nothing outstanding, issued.
   */
  @Post(':number/submission')
  @SignedIn()
  @Idempotent()
  @Etag()
  @Problems(
    RecordNotFound,
    RecordNotLinked,
    OwnerOnly,
    PermitNotFound,
    PermitWrongStatus,
    ApplicationIncomplete,
    CounterOnly,
    InvalidInput,
    AddressNotInList,
    ParcelContradictsAddress,
  )
  submitPermit(@CurrentPrincipal() principal: Principal, @Param('number') number: string): Promise<PermitDto> {
    return this.submission.submit(principal, number);
  }

  /**
   * Send the application back to the reviewers after corrections.
   *
   * For its owner. Something must have been done about every review that asked: each of its comments answered, a revised file
   * uploaded, or the application changed (`permits.corrections-open` names those that are left). Opens the next review cycle for the
   * disciplines that asked, and for those that the changed answers call for.
   */
  @Post(':number/resubmission')
  @SignedIn()
  @Idempotent()
  @Etag()
  @Problems(RecordNotFound, RecordNotLinked, OwnerOnly, PermitNotFound, PermitWrongStatus, ApplicationIncomplete, CorrectionsOpen)
  resubmitPermit(@CurrentPrincipal() principal: Principal, @Param('number') number: string): Promise<PermitDto> {
    return this.submission.resubmit(principal, number);
  }

  /**
   * Give the application up.
   *
   * For its owner, until the permit is issued. Fees that are not paid are taken back; what was paid stays paid unless the city
   * refunds it.
   */
  @Post(':number/withdrawal')
  @SignedIn()
  @Idempotent()
  @Etag()
  @Problems(RecordNotFound, RecordNotLinked, OwnerOnly, PermitNotFound, PermitWrongStatus)
  withdrawPermit(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() request: WithdrawPermitRequest,
  ): Promise<PermitDto> {
    return this.submission.withdraw(principal, number, request.reason);
  }

  /**
   * Say that this is not your job.
   *
   * For an account of a contractor who is named on the permit. The name is taken off, meets no requirement any more and cannot be
   * named again; the account is no longer party to the permit on its account.
   */
  @Post(':number/disavowal')
  @HttpCode(204)
  @SignedIn()
  @Idempotent()
  @Problems(RecordNotFound, PermitNotFound, ContractorNotNamed, PermitWrongStatus)
  disavowPermit(@CurrentPrincipal() principal: Principal, @Param('number') number: string): Promise<void> {
    return this.contractors.disavow(principal, number);
  }

  /**
   * List what stands between the permit and its issue, now.
   *
   * For its parties and staff. Each item says who must act, since when, and which operation meets it. When the last one is met, the
   * permit is issued by itself.
   */
  @Get(':number/requirements')
  @SignedIn()
  @Problems(RecordNotFound, RecordNotLinked, PermitNotFound)
  getPermitRequirements(@CurrentPrincipal() principal: Principal, @Param('number') number: string): Promise<PermitRequirementsDto> {
    return this.requirements.forParty(principal, number);
  }

  /**
   * Download the permit card as a PDF.
   *
   * For its parties and staff, once it has been issued (else `permits.not-issued`). It says what it said on the day it was issued;
   * after an extension, the newest card. Its QR code opens `verifyDocument`.
   */
  @Get(':number/document')
  @Download()
  @SignedIn()
  @PdfAnswer('The permit card.')
  @Problems(RecordNotFound, RecordNotLinked, PermitNotFound, PermitNotIssued)
  downloadPermit(@CurrentPrincipal() principal: Principal, @Param('number') number: string): Promise<StreamableFile> {
    return this.documents.download(principal, number, 'card');
  }

  /**
   * Download the certificate of completion as a PDF.
   *
   * For the parties and staff of a permit whose last inspection has passed (else `permits.not-completed`). Its QR code opens
   * `verifyDocument`.
   */
  @Get(':number/completion-certificate')
  @Download()
  @SignedIn()
  @PdfAnswer('The certificate of completion.')
  @Problems(RecordNotFound, RecordNotLinked, PermitNotFound, PermitNotCompleted)
  downloadCompletionCertificate(@CurrentPrincipal() principal: Principal, @Param('number') number: string): Promise<StreamableFile> {
    return this.documents.download(principal, number, 'completion');
  }
}
