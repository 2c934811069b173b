import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, SignedIn } from '../../../platform/auth/auth.decorators.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Idempotent } from '../../../platform/http/idempotent.decorator.js';
import { PageQuery } from '../../../platform/http/paging.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { RateLimit } from '../../../platform/http/rate-limit.decorator.js';
import { UuidPipe } from '../../../platform/http/uuid.pipe.js';
import { OwnerOnly, RecordNotFound, RecordNotLinked } from '../records.errors.js';
import { LinkedRecordDto, LinkRecordRequest, MyRecordLinkPageDto, RecordLinkPageDto } from './record-links.dto.js';
import { AlreadyLinked, FirstOwnerOnly, LinkNotFound, LinkOfProject } from './record-links.errors.js';
import { RecordLinksService } from './record-links.service.js';

@ApiTags('Records')
@Controller()
export class RecordLinksController {
  constructor(private readonly links: RecordLinksService) {}

  /**
   * Link a record to my account, by its kind and number.
   *
   * For every signed-in account. The record then stands on the dashboard, and the account may follow it, pay, schedule inspections
   * and upload documents. The owner is told and can remove the link. Tries are limited, because numbers could be guessed.
   */
  @Post('record-links')
  @SignedIn()
  @RateLimit({ limit: 20, windowSeconds: 600, per: 'account' })
  @Idempotent()
  @Problems(RecordNotFound, AlreadyLinked)
  linkRecord(@CurrentPrincipal() principal: Principal, @Body() request: LinkRecordRequest): Promise<LinkedRecordDto> {
    return this.links.link(principal, request);
  }

  /** List the records that I have linked or was invited to, newest first. For every signed-in account. */
  @Get('record-links')
  @SignedIn()
  listMyRecordLinks(@CurrentPrincipal() principal: Principal, @Query() query: PageQuery): Promise<MyRecordLinkPageDto> {
    return this.links.mine(principal, query);
  }

  /** List who came to a record by its number, an invitation or its project, newest first, with names. For the owner of the record alone. */
  @Get('records/:number/links')
  @SignedIn()
  @Problems(RecordNotFound, RecordNotLinked, OwnerOnly)
  listRecordLinks(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Query() query: PageQuery,
  ): Promise<RecordLinkPageDto> {
    return this.links.ofRecord(principal, number, query);
  }

  /**
   * Remove a link, made by number or by invitation.
   *
   * For the linked account itself and for the owner of the record; a co-owner is removed by the first owner.
   */
  @Delete('record-links/:id')
  @HttpCode(204)
  @SignedIn()
  @Problems(LinkNotFound, LinkOfProject, FirstOwnerOnly)
  async unlinkRecord(@CurrentPrincipal() principal: Principal, @Param('id', UuidPipe) id: string): Promise<void> {
    await this.links.unlink(principal, id);
  }
}
