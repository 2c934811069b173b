import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '../../../platform/auth/auth.decorators.js';
import { RateLimit } from '../../../platform/http/rate-limit.decorator.js';
import { Addresses } from './addresses.js';
import { AddressSearchDto, AddressSearchQuery } from './parcels.dto.js';

@ApiTags('City')
@Controller('addresses')
export class AddressesController {
  constructor(private readonly addresses: Addresses) {}

  /**
   * Find addresses of the city's list while they are typed.
   *
   * For everyone; 240 a minute from one client, so ask when typing pauses. The house number comes first (`12 oak`); abbreviations,
   * case and punctuation do not matter, and typing errors are forgiven when nothing fits as it is. A whole address with city and ZIP
   * code is found, too. Send what was chosen as the `address` of an application.
   */
  @Get()
  @Public()
  @RateLimit({ limit: 240, windowSeconds: 60, per: 'client' })
  searchAddresses(@Query() query: AddressSearchQuery): Promise<AddressSearchDto> {
    return this.addresses.complete(query);
  }
}
