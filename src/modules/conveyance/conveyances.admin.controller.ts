import { Body, Controller, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Staff } from '../../platform/auth/auth.decorators.js';
import { Etag, IfMatch, StaleVersion, type ExpectedVersion } from '../../platform/http/etag.js';
import { Idempotent } from '../../platform/http/idempotent.decorator.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { AddressNotInList, ParcelContradictsAddress } from '../city/index.js';
import { ConveyanceChangesService } from './conveyance-changes.service.js';
import { ConveyanceRegistrationService } from './conveyance-registration.service.js';
import { ConveyanceServiceStatus } from './conveyance-service-status.service.js';
import { ConveyanceDto, ConveyanceListQuery, ConveyanceSummaryPageDto, OverdueConveyancePageDto, OverdueQuery } from './conveyances.dto.js';
import {
  OutOfServiceRequest,
  RegisterConveyanceRequest,
  RetireConveyanceRequest,
  TransferConveyanceRequest,
  UpdateConveyanceRequest,
} from './conveyance-requests.dto.js';
import { ConveyanceNotFound, StateNumberTaken, WrongConveyanceStatus } from './conveyances.errors.js';
import { ConveyanceQueries } from './conveyances.queries.js';

@ApiTags('Conveyances (staff)')
@Controller('admin/conveyances')
export class ConveyancesAdminController {
  constructor(
    private readonly registration: ConveyanceRegistrationService,
    private readonly changes: ConveyanceChangesService,
    private readonly service: ConveyanceServiceStatus,
    private readonly queries: ConveyanceQueries,
  ) {}

  /**
   * Register a conveyance.
   *
   * For permit technicians. Opens its public record, gives it to its owner's account (made when there is none, with a link to the first
   * password) and to the maintenance contractor's, and begins what it needs: with a certificate that runs out within 60 days its
   * renewal, without one the acceptance inspection and the fee. When the city has loaded its list of addresses, the address is kept as the
   * list has it, and one that is not in it is refused with the `nearest` ones (`city.address-not-in-list`); so it is when it is changed.
   */
  @Post()
  @Staff('permit-technician')
  @Idempotent()
  @Problems(StateNumberTaken, AddressNotInList, ParcelContradictsAddress)
  async registerConveyance(@Body() request: RegisterConveyanceRequest): Promise<ConveyanceDto> {
    return this.queries.changed(await this.registration.register(request));
  }

  /** List conveyances in the order of their numbers. For permit technicians and inspectors. */
  @Get()
  @Staff('permit-technician', 'inspector')
  listConveyances(@Query() query: ConveyanceListQuery): Promise<ConveyanceSummaryPageDto> {
    return this.queries.list(query);
  }

  /**
   * List the conveyances whose certificate has run out, who has been without one for longest first, with what each still needs.
   *
   * For permit technicians and inspectors. Units out of service are not among them.
   */
  @Get('overdue')
  @Staff('permit-technician', 'inspector')
  listOverdueConveyances(@Query() query: OverdueQuery): Promise<OverdueConveyancePageDto> {
    return this.queries.overdue(query);
  }

  /**
   * Put right what is on file of a conveyance.
   *
   * For permit technicians. Only what is sent changes, and everything that depends on it follows: another end of the certificate moves,
   * opens or calls off the renewal; another type or test date opens or calls off tests; a certificate that says something wrong is
   * issued and mailed again.
   */
  @Patch(':number')
  @Staff('permit-technician')
  @Etag()
  @Problems(ConveyanceNotFound, WrongConveyanceStatus, StateNumberTaken, AddressNotInList, ParcelContradictsAddress, StaleVersion)
  async updateConveyance(
    @Param('number') number: string,
    @Body() request: UpdateConveyanceRequest,
    @IfMatch() version?: ExpectedVersion,
  ): Promise<ConveyanceDto> {
    return this.queries.changed(await this.changes.update(number, request, version));
  }

  /**
   * Give a conveyance to another owner.
   *
   * For permit technicians. The former owner's account loses access and is told; fees and inspections that are open go with the unit.
   */
  @Post(':number/transfer')
  @HttpCode(200)
  @Staff('permit-technician')
  @Idempotent()
  @Problems(ConveyanceNotFound, WrongConveyanceStatus)
  async transferConveyance(@Param('number') number: string, @Body() request: TransferConveyanceRequest): Promise<ConveyanceDto> {
    return this.queries.changed(await this.changes.transfer(number, request));
  }

  /**
   * Take a conveyance out of service: the owner cannot put it back.
   *
   * For permit technicians and inspectors. Nothing falls due while it stands, and its certificate does not count.
   */
  @Post(':number/out-of-service')
  @HttpCode(200)
  @Staff('permit-technician', 'inspector')
  @Idempotent()
  @Problems(ConveyanceNotFound, WrongConveyanceStatus)
  async takeConveyanceOutOfService(@Param('number') number: string, @Body() request: OutOfServiceRequest): Promise<ConveyanceDto> {
    return this.queries.changed(await this.service.takeOutOfService(number, request));
  }

  /**
   * Put a conveyance back into service, or bring back one that was retired by mistake.
   *
   * For permit technicians and inspectors. When its certificate has run out, an acceptance inspection is opened first.
   */
  @Post(':number/return-to-service')
  @HttpCode(200)
  @Staff('permit-technician', 'inspector')
  @Idempotent()
  @Problems(ConveyanceNotFound, WrongConveyanceStatus)
  async returnConveyanceToService(@Param('number') number: string): Promise<ConveyanceDto> {
    return this.queries.changed(await this.service.returnToService(number));
  }

  /**
   * Retire a conveyance that is gone: its record is closed and what was open is called off.
   *
   * For permit technicians.
   */
  @Post(':number/retirement')
  @HttpCode(200)
  @Staff('permit-technician')
  @Idempotent()
  @Problems(ConveyanceNotFound, WrongConveyanceStatus)
  async retireConveyance(@Param('number') number: string, @Body() { reason }: RetireConveyanceRequest): Promise<ConveyanceDto> {
    return this.queries.changed(await this.service.retire(number, reason));
  }
}
