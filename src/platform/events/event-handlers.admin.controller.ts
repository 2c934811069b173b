import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Staff } from '../auth/auth.decorators.js';
import { Problems } from '../http/problems.decorator.js';
import { EventFailureDto, EventFailurePageDto, EventFailuresQuery } from './event-failures.dto.js';
import { FailureNotFound, HandlerRunning } from './event-failures.errors.js';
import { EventFailures } from './event-failures.service.js';

@ApiTags('Administration')
@Controller('admin/event-handlers/failures')
export class EventHandlersAdminController {
  constructor(private readonly failures: EventFailures) {}

  /**
   * List what failed in the background
   *
   * For administrators. When something happens, the parts of the portal that must react do so in the background: messages are sent,
   * balances updated, official documents made. What fails there is tried again by itself, at growing intervals over about two days, and then
   * waits here. Nothing is lost by failing, and nothing is done twice by trying again.
   */
  @Staff('administrator')
  @Get()
  async listFailedEventHandlers(@Query() query: EventFailuresQuery): Promise<EventFailurePageDto> {
    return this.failures.list(query);
  }

  /**
   * Try again what failed
   *
   * For administrators; leaves an audit entry. It is tried within a second or two, with all its tries before it. The answer shows the
   * failure as it stands now; once the work is done it is gone from the list.
   */
  @Staff('administrator')
  @Problems(FailureNotFound, HandlerRunning)
  @Post(':id/retry')
  @HttpCode(202)
  async retryEventHandler(@Param('id') id: string): Promise<EventFailureDto> {
    return this.failures.retry(id);
  }
}
