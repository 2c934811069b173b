import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Staff } from '../../platform/auth/auth.decorators.js';
import { Etag, IfMatch, StaleVersion, type ExpectedVersion } from '../../platform/http/etag.js';
import { Idempotent } from '../../platform/http/idempotent.decorator.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { UuidPipe } from '../../platform/http/uuid.pipe.js';
import { ContractorChangesService } from './contractor-changes.service.js';
import { ContractorRegistrationService } from './contractor-registration.service.js';
import { ContractorFileDto, ContractorFilePageDto, ContractorListQuery } from './contractors.dto.js';
import {
  ContractorReasonRequest,
  RecordInsuranceRequest,
  RecordStateLicenseRequest,
  RegisterContractorRequest,
  UpdateContractorRequest,
} from './contractor-requests.dto.js';
import {
  ContractorNotFound,
  ContractorRegisteredAlready,
  CredentialNotFound,
  NoPapersWaiting,
  WrongContractorStatus,
} from './contractors.errors.js';
import { ContractorQueries } from './contractors.queries.js';

@ApiTags('Contractors (staff)')
@Controller('admin/contractors')
@Staff('permit-technician')
export class ContractorsAdminController {
  constructor(
    private readonly registration: ContractorRegistrationService,
    private readonly changes: ContractorChangesService,
    private readonly queries: ContractorQueries,
  ) {}

  /**
   * Register a contractor whose papers have been checked.
   *
   * For permit technicians. Opens the license record with its number, makes the contractor's account (or gives the registration to
   * the account that has this e-mail address) and sends the confirmation, with a link to choose the first password when the account
   * is new. Papers that a class asks for must be there and in force.
   */
  @Post()
  @Idempotent()
  @Problems(ContractorRegisteredAlready)
  registerContractor(@Body() request: RegisterContractorRequest): Promise<ContractorFileDto> {
    return this.registration.register(request);
  }

  /**
   * List registrations with credentials and accounts, in the order of business names.
   *
   * For permit technicians. With `expiresBefore`, those who are about to lose their standing.
   */
  @Get()
  listContractors(@Query() query: ContractorListQuery): Promise<ContractorFilePageDto> {
    return this.queries.list(query);
  }

  /**
   * Change a registration.
   *
   * For permit technicians. Only what is sent changes. A later `expiresOn` prolongs the registration, also one that had run out. The
   * e-mail address belongs to the account and is changed there (`changeAccountEmail`).
   */
  @Patch(':number')
  @Etag()
  @Problems(ContractorNotFound, WrongContractorStatus, StaleVersion)
  updateContractor(
    @Param('number') number: string,
    @Body() request: UpdateContractorRequest,
    @IfMatch() version?: ExpectedVersion,
  ): Promise<ContractorFileDto> {
    return this.changes.update(number, request, version);
  }

  /**
   * Record a certificate of insurance, a bond or workers' compensation.
   *
   * For permit technicians. It takes the place of the one on file, at once or, with a later `effectiveOn`, from that day. Permits
   * that were waiting for it move on automatically.
   */
  @Post(':number/insurance')
  @Idempotent()
  @Problems(ContractorNotFound, WrongContractorStatus)
  recordInsurance(@Param('number') number: string, @Body() request: RecordInsuranceRequest): Promise<ContractorFileDto> {
    return this.changes.recordInsurance(number, request);
  }

  /**
   * Record a state license for one class.
   *
   * For permit technicians. A license has one holder: a number on file for another contractor is refused.
   */
  @Post(':number/state-licenses')
  @Idempotent()
  @Problems(ContractorNotFound, WrongContractorStatus)
  recordStateLicense(@Param('number') number: string, @Body() request: RecordStateLicenseRequest): Promise<ContractorFileDto> {
    return this.changes.recordStateLicense(number, request);
  }

  /**
   * Take a credential off the file: it was recorded by mistake, or whoever issued it has cancelled it.
   *
   * For permit technicians. It counts from now on as if it had not been shown: permits that need it wait, and another contractor can
   * show the state license. The contractor is told.
   */
  @Post(':number/credentials/:id/withdrawal')
  @HttpCode(200)
  @Idempotent()
  @Problems(ContractorNotFound, CredentialNotFound, WrongContractorStatus)
  withdrawContractorCredential(
    @Param('number') number: string,
    @Param('id', UuidPipe) id: string,
    @Body() { reason }: ContractorReasonRequest,
  ): Promise<ContractorFileDto> {
    return this.changes.endCredential(number, id, reason);
  }

  /**
   * Say why papers that were uploaded between renewals cannot be recorded.
   *
   * For permit technicians. Papers that the contractor's team uploads wait for the city (`nextStep`, `papersSince`) until a credential is
   * recorded from them, a renewal names them, or this. The contractor is told the reason.
   */
  @Post(':number/papers/return')
  @HttpCode(200)
  @Idempotent()
  @Problems(ContractorNotFound, NoPapersWaiting)
  returnContractorPapers(@Param('number') number: string, @Body() { reason }: ContractorReasonRequest): Promise<ContractorFileDto> {
    return this.changes.returnPapers(number, reason);
  }

  /**
   * Suspend a registration: the contractor cannot be named on permits until it is reinstated.
   *
   * For permit technicians. The contractor is told the reason.
   */
  @Post(':number/suspension')
  @HttpCode(200)
  @Idempotent()
  @Problems(ContractorNotFound, WrongContractorStatus)
  suspendContractor(@Param('number') number: string, @Body() { reason }: ContractorReasonRequest): Promise<ContractorFileDto> {
    return this.changes.suspend(number, reason);
  }

  /**
   * Lift a suspension.
   *
   * For permit technicians. A registration that ran out meanwhile comes back as expired.
   */
  @Post(':number/reinstatement')
  @HttpCode(200)
  @Idempotent()
  @Problems(ContractorNotFound, WrongContractorStatus)
  reinstateContractor(@Param('number') number: string, @Body() { reason }: ContractorReasonRequest): Promise<ContractorFileDto> {
    return this.changes.reinstate(number, reason);
  }

  /**
   * Revoke a registration for good.
   *
   * For permit technicians. The contractor is told the reason and can register anew.
   */
  @Post(':number/revocation')
  @HttpCode(200)
  @Idempotent()
  @Problems(ContractorNotFound, WrongContractorStatus)
  revokeContractor(@Param('number') number: string, @Body() { reason }: ContractorReasonRequest): Promise<ContractorFileDto> {
    return this.changes.revoke(number, reason);
  }
}
