import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, SignedIn } from '../../platform/auth/auth.decorators.js';
import type { Principal } from '../../platform/auth/principal.js';
import { DashboardDto, MyRecordPageDto, MyRecordsQuery } from './dashboard.dto.js';
import { DashboardService } from './dashboard.service.js';

@ApiTags('Dashboard')
@Controller('dashboard')
export class DashboardController {
  constructor(private readonly dashboard: DashboardService) {}

  /**
   * Show my dashboard, in one request.
   *
   * For every signed-in account: the records it owns or has linked with their fees due, documents and next step, the inspections
   * that are not over, the cart and the unread messages.
   */
  @Get()
  @SignedIn()
  getDashboard(@CurrentPrincipal() principal: Principal): Promise<DashboardDto> {
    return this.dashboard.of(principal);
  }

  /**
   * List all my records, newest first.
   *
   * For every signed-in account: whatever it owns or has linked, also what the dashboard leaves out, page by page.
   */
  @Get('records')
  @SignedIn()
  listMyRecords(@CurrentPrincipal() principal: Principal, @Query() query: MyRecordsQuery): Promise<MyRecordPageDto> {
    return this.dashboard.recordsOf(principal, query);
  }
}
