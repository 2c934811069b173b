import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, SignedIn } from '../../platform/auth/auth.decorators.js';
import type { Principal } from '../../platform/auth/principal.js';
import { DashboardDto } from './dashboard.dto.js';
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
}
