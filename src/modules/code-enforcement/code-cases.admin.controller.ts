import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Staff } from '../../platform/auth/auth.decorators.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Idempotent } from '../../platform/http/idempotent.decorator.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { AddressNotInList, ParcelContradictsAddress } from '../city/index.js';
import { AttachmentNotFound } from '../attachments/index.js';
import { CaseCourseService } from './case-course.service.js';
import { CaseWorkService } from './case-work.service.js';
import {
  AssignCaseRequest,
  CasePlaceRequest,
  CaseReasonRequest,
  CiteCaseRequest,
  CloseCaseRequest,
  ExtendComplianceRequest,
  InspectCaseRequest,
  OpenCaseRequest,
  ReinspectCaseRequest,
} from './case-requests.dto.js';
import { CodeCaseDto, CodeCaseListQuery, CodeCasePageDto, CodeSectionListDto } from './code-cases.dto.js';
import { CodeCaseQueries } from './code-cases.queries.js';
import {
  CaseNotFound,
  CloseReasonDoesNotFit,
  ComplianceDateAhead,
  FinesOutstanding,
  OpenCaseAtPlace,
  ReinspectionOpen,
  WrongCaseStatus,
} from './code-enforcement.errors.js';

@ApiTags('Code enforcement (staff)')
@Controller('admin')
@Staff('code-officer')
export class CodeCasesAdminController {
  constructor(
    private readonly work: CaseWorkService,
    private readonly course: CaseCourseService,
    private readonly queries: CodeCaseQueries,
  ) {}

  /** List the sections of the city's codes that a notice may quote. For code officers. */
  @Get('code-sections')
  listCodeSections(): CodeSectionListDto {
    return this.queries.sections();
  }

  /** List cases, newest first. For code officers. */
  @Get('code-cases')
  listCases(@Query() query: CodeCaseListQuery): Promise<CodeCasePageDto> {
    return this.queries.list(query);
  }

  /**
   * Open a case on what an officer has seen.
   *
   * For code officers; the case is theirs. When one is open for the place and category already, its number is in the refusal. An
   * address that is not in the city's list of addresses is refused with the `nearest` ones (`city.address-not-in-list`).
   */
  @Post('code-cases')
  @Idempotent()
  @Problems(OpenCaseAtPlace, AddressNotInList, ParcelContradictsAddress)
  openCase(@CurrentPrincipal() principal: Principal, @Body() request: OpenCaseRequest): Promise<CodeCaseDto> {
    return this.work.open(principal, request);
  }

  /** Take a case, or give it to another code officer, who is told. For code officers. */
  @Post('code-cases/:number/assignment')
  @Idempotent()
  @Problems(CaseNotFound, WrongCaseStatus)
  assignCase(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() request: AssignCaseRequest,
  ): Promise<CodeCaseDto> {
    return this.work.assign(principal, number, request);
  }

  /**
   * Correct the place of a case.
   *
   * For code officers, until the case is closed: when it was written wrongly, or is another one than was reported. When another case
   * is open for that place and category, its number is in the refusal: join the two (`joinCases`). What was reported stays as it was
   * written, and so do notices that were issued.
   */
  @Put('code-cases/:number/place')
  @Problems(CaseNotFound, WrongCaseStatus, OpenCaseAtPlace, AddressNotInList, ParcelContradictsAddress)
  correctCasePlace(@Param('number') number: string, @Body() request: CasePlaceRequest): Promise<CodeCaseDto> {
    return this.work.correctPlace(number, request);
  }

  /**
   * Record a visit to the place.
   *
   * For code officers, before there is a notice. The respondent reads the findings later, on the notice.
   */
  @Post('code-cases/:number/inspections')
  @Idempotent()
  @Problems(CaseNotFound, WrongCaseStatus, AttachmentNotFound)
  inspectCase(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() request: InspectCaseRequest,
  ): Promise<CodeCaseDto> {
    return this.work.inspect(principal, number, request);
  }

  /** Give more time. For code officers, while a notice is to be complied with; the respondents are told. */
  @Post('code-cases/:number/compliance-extension')
  @Idempotent()
  @Problems(CaseNotFound, WrongCaseStatus)
  extendCompliance(@Param('number') number: string, @Body() request: ExtendComplianceRequest): Promise<CodeCaseDto> {
    return this.course.extend(number, request);
  }

  /**
   * Open a re-inspection, or record one that was made without an appointment.
   *
   * For code officers. One that was opened is booked and recorded like any inspection (discipline `code`); when it passes, or with
   * `complied`, the violation is put right.
   */
  @Post('code-cases/:number/reinspection')
  @Idempotent()
  @Problems(CaseNotFound, WrongCaseStatus, ReinspectionOpen)
  reinspectCase(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() request: ReinspectCaseRequest,
  ): Promise<CodeCaseDto> {
    return this.course.reinspect(principal, number, request);
  }

  /**
   * Cite a case whose violation was not put right; it goes to a hearing.
   *
   * For code officers, once the compliance date has passed (else `code-enforcement.compliance-date-ahead`), or with `early` before.
   */
  @Post('code-cases/:number/citation')
  @Idempotent()
  @Problems(CaseNotFound, WrongCaseStatus, ComplianceDateAhead)
  citeCase(@Param('number') number: string, @Body() request: CiteCaseRequest): Promise<CodeCaseDto> {
    return this.course.cite(number, request);
  }

  /**
   * Close a case.
   *
   * For code officers, once its fines are settled. Respondents are told why, those who raised it that it is over.
   */
  @Post('code-cases/:number/closure')
  @Idempotent()
  @Problems(CaseNotFound, WrongCaseStatus, CloseReasonDoesNotFit, FinesOutstanding)
  closeCase(@Param('number') number: string, @Body() request: CloseCaseRequest): Promise<CodeCaseDto> {
    return this.course.close(number, request);
  }

  /** Open a closed case again, to be looked into anew. For code officers. */
  @Post('code-cases/:number/reopening')
  @Idempotent()
  @Problems(CaseNotFound, WrongCaseStatus, OpenCaseAtPlace)
  reopenCase(@Param('number') number: string, @Body() request: CaseReasonRequest): Promise<CodeCaseDto> {
    return this.course.reopen(number, request.reason);
  }
}
