import { Body, Controller, Get, HttpCode, Param, Post, StreamableFile } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Download, Public, SignedIn } from '../../platform/auth/auth.decorators.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Idempotent } from '../../platform/http/idempotent.decorator.js';
import { Etag } from '../../platform/http/etag.js';
import { PdfAnswer } from '../../platform/http/pdf-answer.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { OwnerOnly, RecordNotFound, RecordNotLinked } from '../records/index.js';
import { CertificatesService } from './certificate/certificates.service.js';
import { ConveyanceServiceStatus } from './conveyance-service-status.service.js';
import { ConveyanceDto, ConveyanceVocabularyDto } from './conveyances.dto.js';
import { OutOfServiceRequest } from './conveyance-requests.dto.js';
import { ConveyanceNotFound, NoCertificate, OutOfServiceByCity, WrongConveyanceStatus } from './conveyances.errors.js';
import { ConveyanceQueries } from './conveyances.queries.js';

@ApiTags('Conveyances')
@Controller()
@SignedIn()
export class ConveyancesController {
  constructor(
    private readonly queries: ConveyanceQueries,
    private readonly certificates: CertificatesService,
    private readonly service: ConveyanceServiceStatus,
  ) {}

  /**
   * List the types, drives and inspections of conveyances: elevators, escalators, lifts.
   *
   * For everyone. What one unit's public record says is in `getRecord` and `searchRecords`.
   */
  @Get('conveyance-types')
  @Public()
  listConveyanceTypes(): ConveyanceVocabularyDto {
    return this.queries.vocabulary();
  }

  /**
   * Show a conveyance: what it is, its certificate, and what its renewal waits for.
   *
   * For its owner, the maintenance contractor, everyone else who is linked to it, and staff. The owner's name and address are told to
   * the owner and staff alone.
   */
  @Get('conveyances/:number')
  @Etag()
  @Problems(RecordNotFound, RecordNotLinked, ConveyanceNotFound)
  getConveyance(@CurrentPrincipal() principal: Principal, @Param('number') number: string): Promise<ConveyanceDto> {
    return this.queries.get(principal, number);
  }

  /**
   * Download the newest Certificate of Operation.
   *
   * For the parties and staff. It is made, and mailed, when all fees are paid and all inspections have passed; until the first one
   * `conveyance.no-certificate`. Whether it counts today is what `verifyDocument` says.
   */
  @Download()
  @Get('conveyances/:number/certificate')
  @PdfAnswer('The certificate.')
  @Problems(RecordNotFound, RecordNotLinked, NoCertificate)
  downloadCertificate(@CurrentPrincipal() principal: Principal, @Param('number') number: string): Promise<StreamableFile> {
    return this.certificates.download(principal, number);
  }

  /**
   * Report that a conveyance does not run.
   *
   * For its owner. Nothing falls due while it stands, its certificate does not count, and a renewal that was open is called off; a fee
   * that was paid for it pays for the next one.
   */
  @Post('conveyances/:number/out-of-service')
  @HttpCode(200)
  @Idempotent()
  @Problems(RecordNotFound, RecordNotLinked, OwnerOnly, ConveyanceNotFound, WrongConveyanceStatus)
  async reportConveyanceOutOfService(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() request: OutOfServiceRequest,
  ): Promise<ConveyanceDto> {
    return this.queries.changed(await this.service.reportOutOfService(principal, number, request));
  }

  /**
   * Report that a conveyance is to run again.
   *
   * For its owner. When its certificate has run out meanwhile, it may not run before an acceptance inspection, which is opened. What
   * the city took out of service, only the city puts back (`conveyance.out-of-service-by-city`).
   */
  @Post('conveyances/:number/return-to-service')
  @HttpCode(200)
  @Idempotent()
  @Problems(RecordNotFound, RecordNotLinked, OwnerOnly, ConveyanceNotFound, WrongConveyanceStatus, OutOfServiceByCity)
  async reportConveyanceBack(@CurrentPrincipal() principal: Principal, @Param('number') number: string): Promise<ConveyanceDto> {
    return this.queries.changed(await this.service.reportBack(principal, number));
  }
}
