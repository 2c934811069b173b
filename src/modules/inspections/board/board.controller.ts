import { Controller, Get, Header, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Public, Staff } from '../../../platform/auth/auth.decorators.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Idempotent } from '../../../platform/http/idempotent.decorator.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { RateLimit } from '../../../platform/http/rate-limit.decorator.js';
import { UuidPipe } from '../../../platform/http/uuid.pipe.js';
import { BoardPageQuery, BoardQuery, InspectionBoardDto } from './board.dto.js';
import { BoardNotFound, DisruptionNotFound } from './board.errors.js';
import { BoardService } from './board.service.js';
import { DisruptionDto, DisruptionPageDto, ListDisruptionsQuery } from './disruptions.dto.js';
import { DisruptionsService } from './disruptions.service.js';

@ApiTags('Inspections (staff)')
@Controller()
export class BoardController {
  constructor(
    private readonly boards: BoardService,
    private readonly disruptions: DisruptionsService,
  ) {}

  /**
   * Show how busy inspectors are, how long people wait and what was found.
   *
   * For all staff: the days of a week, or up to 31 days. `pageUrl` opens the same as a page that prints.
   */
  @Get('admin/inspections/board')
  @Staff()
  getInspectionBoard(@Query() query: BoardQuery): Promise<InspectionBoardDto> {
    return this.boards.board(query);
  }

  /**
   * Open the board as a page.
   *
   * For whoever has the signed address that `getInspectionBoard` gives, for 12 hours.
   */
  @Get('inspection-board')
  @Public()
  @RateLimit({ limit: 60, windowSeconds: 60, per: 'client' })
  @Header('Content-Type', 'text/html; charset=utf-8')
  @Header('Referrer-Policy', 'no-referrer')
  @ApiResponse({ status: 200, description: 'The page.', content: { 'text/html': { schema: { type: 'string' } } } })
  @Problems(BoardNotFound)
  getInspectionBoardPage(@Query() query: BoardPageQuery): Promise<string> {
    return this.boards.page(query);
  }

  /**
   * List the booked visits that the city could not keep as booked.
   *
   * For all staff, newest first: what had no result by 15:30, and what an absence moved. `open=true` leaves out those that are settled.
   */
  @Get('admin/inspections/disruptions')
  @Staff()
  listInspectionDisruptions(@Query() query: ListDisruptionsQuery): Promise<DisruptionPageDto> {
    return this.disruptions.list(query);
  }

  /**
   * Tick a disruption off.
   *
   * For inspectors, permit technicians and administrators, once the parties have been seen to. Doing it again changes nothing.
   */
  @Post('admin/inspections/disruptions/:id/settlement')
  @HttpCode(200)
  @Staff('inspector', 'permit-technician', 'administrator')
  @Idempotent()
  @Problems(DisruptionNotFound)
  settleInspectionDisruption(@CurrentPrincipal() principal: Principal, @Param('id', UuidPipe) id: string): Promise<DisruptionDto> {
    return this.disruptions.settle(principal, id);
  }
}
