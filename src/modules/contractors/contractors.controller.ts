import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Public, SignedIn } from '../../platform/auth/auth.decorators.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Etag } from '../../platform/http/etag.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { ContractorClassListDto, ContractorDto, ContractorFileDto, ContractorPageDto, ContractorSearchQuery } from './contractors.dto.js';
import { ContractorNotFound } from './contractors.errors.js';
import { ContractorQueries } from './contractors.queries.js';

@ApiTags('Contractors')
@Controller()
export class ContractorsController {
  constructor(private readonly queries: ContractorQueries) {}

  /**
   * List the contractor classes.
   *
   * For everyone. Each class with what a contractor must show before it can be named on a permit.
   */
  @Get('contractor-classes')
  @Public()
  listContractorClasses(): ContractorClassListDto {
    return this.queries.listClasses();
  }

  /**
   * Find registered contractors by name, number or class, in the order of their names.
   *
   * For everyone. Business name, classes, status and standing only: no people, no addresses, no policy numbers.
   */
  @Get('contractors')
  @Public()
  searchContractors(@Query() query: ContractorSearchQuery): Promise<ContractorPageDto> {
    return this.queries.search(query);
  }

  /**
   * Show one contractor's public standing.
   *
   * For everyone; revoked registrations are shown as such. The number is read forgivingly: case, blanks and dashes do not matter.
   */
  @Get('contractors/:number')
  @Public()
  @Etag()
  @Problems(ContractorNotFound)
  getContractor(@Param('number') number: string): Promise<ContractorDto> {
    return this.queries.get(number);
  }

  /**
   * Show the whole registration: contacts, dates and credentials.
   *
   * For those who act for the contractor and for staff; for others it is not there.
   */
  @Get('contractors/:number/registration')
  @SignedIn()
  @Etag()
  @Problems(ContractorNotFound)
  getContractorRegistration(@CurrentPrincipal() principal: Principal, @Param('number') number: string): Promise<ContractorFileDto> {
    return this.queries.fileFor(principal, number);
  }
}
