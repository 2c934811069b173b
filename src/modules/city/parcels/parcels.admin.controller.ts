import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Staff } from '../../../platform/auth/auth.decorators.js';
import { Etag, IfMatch, StaleVersion, type ExpectedVersion } from '../../../platform/http/etag.js';
import { Idempotent } from '../../../platform/http/idempotent.decorator.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { UuidPipe } from '../../../platform/http/uuid.pipe.js';
import {
  AddParcelAddressRequest,
  ParcelDto,
  ParcelListQuery,
  ParcelPageDto,
  RetireParcelRequest,
  UpdateParcelRequest,
} from './parcels.dto.js';
import { AddressOfAnotherParcel, ParcelAddressNotFound, ParcelNotFound, ParcelRetired } from './parcels.errors.js';
import { ParcelQueries } from './parcels.queries.js';
import { ParcelsService } from './parcels.service.js';

@ApiTags('Parcels (staff)')
@Controller('admin/parcels')
export class ParcelsAdminController {
  constructor(
    private readonly parcels: ParcelsService,
    private readonly queries: ParcelQueries,
  ) {}

  /**
   * Look parcels up, by number, address, zone or district, in the order of their numbers.
   *
   * For all staff. `recordsLink` leads to the records at a parcel.
   */
  @Get()
  @Staff()
  listParcels(@Query() query: ParcelListQuery): Promise<ParcelPageDto> {
    return this.queries.list(query);
  }

  /**
   * Add an address that is not in the list yet, or correct one that is.
   *
   * For permit technicians. An address that differs only in its spelling replaces the one on file; a parcel number that is new makes
   * a new parcel, and a retired one comes back. An address of another parcel is refused (`city.address-of-another-parcel`). From then
   * on applications take it. A complete list that does not name it retires it again.
   */
  @Post()
  @Staff('permit-technician', 'administrator')
  @Idempotent()
  @Etag()
  @Problems(AddressOfAnotherParcel)
  addParcelAddress(@Body() request: AddParcelAddressRequest): Promise<ParcelDto> {
    return this.parcels.addAddress(request);
  }

  /**
   * Show a parcel with its addresses.
   *
   * For all staff. The number is read forgivingly: blanks, dashes and dots do not matter.
   */
  @Get(':number')
  @Staff()
  @Etag()
  @Problems(ParcelNotFound)
  getParcel(@Param('number') number: string): Promise<ParcelDto> {
    return this.queries.get(number);
  }

  /**
   * Correct what the list says of a parcel.
   *
   * For permit technicians. Only what is sent changes; null takes a fact back, and the applicant is asked again. Applications that
   * are submitted from then on go by it; those that were submitted before keep their answers until they are changed.
   */
  @Patch(':number')
  @Staff('permit-technician', 'administrator')
  @Etag()
  @Problems(ParcelNotFound, ParcelRetired, StaleVersion)
  updateParcel(
    @Param('number') number: string,
    @Body() request: UpdateParcelRequest,
    @IfMatch() version?: ExpectedVersion,
  ): Promise<ParcelDto> {
    return this.parcels.update(number, request, version);
  }

  /**
   * Retire a parcel with its addresses: applications do not take them any more.
   *
   * For permit technicians. Records at it stay as they are.
   */
  @Post(':number/retirement')
  @HttpCode(200)
  @Staff('permit-technician', 'administrator')
  @Etag()
  @Idempotent()
  @Problems(ParcelNotFound, ParcelRetired)
  retireParcel(@Param('number') number: string, @Body() { reason }: RetireParcelRequest): Promise<ParcelDto> {
    return this.parcels.retire(number, reason);
  }

  /**
   * Retire one address of a parcel.
   *
   * For permit technicians. Needed when an address has moved to another parcel, or was a mistake.
   */
  @Delete(':number/addresses/:id')
  @Staff('permit-technician', 'administrator')
  @Etag()
  @Problems(ParcelNotFound, ParcelAddressNotFound)
  retireParcelAddress(@Param('number') number: string, @Param('id', UuidPipe) id: string): Promise<ParcelDto> {
    return this.parcels.retireAddress(number, id);
  }
}
