import { Controller, Get, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Staff } from '../../platform/auth/auth.decorators.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { FailedMessagePageDto, FailedMessageQuery, NotificationDetailDto } from './notifications.dto.js';
import { NotificationLinkUsedUp, NotificationNotFound, NotificationStillQueued } from './notifications.errors.js';
import { NotificationsQueries } from './notifications.queries.js';
import { NotificationsService } from './notifications.service.js';

const notificationId = new ParseUUIDPipe({ exceptionFactory: () => new NotificationNotFound() });

@ApiTags('Notifications (staff)')
@Controller('admin')
export class NotificationsAdminController {
  constructor(
    private readonly queries: NotificationsQueries,
    private readonly notifications: NotificationsService,
  ) {}

  /**
   * List messages that did not reach their recipient by e-mail, the newest first.
   *
   * For permit technicians and administrators. A message that was sent again leaves the list. Correct the address with
   * `changeAccountEmail`, then send the message again.
   */
  @Get('failed-messages')
  @Staff('permit-technician', 'administrator')
  listFailedMessages(@Query() query: FailedMessageQuery): Promise<FailedMessagePageDto> {
    return this.queries.failed(query);
  }

  /**
   * Send somebody's message by e-mail again.
   *
   * For permit technicians and administrators. It goes to the account's address as it is now, or to the address of somebody without
   * an account.
   */
  @Post('notifications/:id/deliveries')
  @Staff('permit-technician', 'administrator')
  @Problems(NotificationNotFound, NotificationStillQueued, NotificationLinkUsedUp)
  resendNotificationAsStaff(
    @CurrentPrincipal() principal: Principal,
    @Param('id', notificationId) id: string,
  ): Promise<NotificationDetailDto> {
    return this.notifications.resendAsStaff(principal.accountId, id);
  }
}
