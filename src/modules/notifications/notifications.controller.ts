import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, SignedIn } from '../../platform/auth/auth.decorators.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Idempotent } from '../../platform/http/idempotent.decorator.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { RateLimit } from '../../platform/http/rate-limit.decorator.js';
import {
  NotificationDetailDto,
  NotificationPageDto,
  NotificationPreferencesDto,
  NotificationQuery,
  UnreadCountDto,
  UpdateNotificationPreferencesRequest,
} from './notifications.dto.js';
import { NotificationLinkUsedUp, NotificationNotFound, NotificationStillQueued } from './notifications.errors.js';
import { NotificationsQueries } from './notifications.queries.js';
import { NotificationsService } from './notifications.service.js';
import { PreferencesService } from './preferences.service.js';

const notificationId = new ParseUUIDPipe({ exceptionFactory: () => new NotificationNotFound() });

@ApiTags('Notifications')
@Controller('notifications')
export class NotificationsController {
  constructor(
    private readonly queries: NotificationsQueries,
    private readonly notifications: NotificationsService,
    private readonly preferences: PreferencesService,
  ) {}

  /**
   * List my messages, the newest first, each with what became of its e-mail.
   *
   * For every account. Everything that was sent by e-mail stands here too, so nothing is lost in a spam folder.
   */
  @Get()
  @SignedIn()
  listNotifications(@CurrentPrincipal() principal: Principal, @Query() query: NotificationQuery): Promise<NotificationPageDto> {
    return this.queries.list(principal.accountId, query);
  }

  /**
   * Mark all my messages as read.
   *
   * For every account.
   */
  @Post('read')
  @HttpCode(200)
  @SignedIn()
  markAllNotificationsRead(@CurrentPrincipal() principal: Principal): Promise<UnreadCountDto> {
    return this.notifications.markAllRead(principal.accountId);
  }

  /**
   * Show what I want by e-mail, topic by topic.
   *
   * For every account. Topics that the law or the process requires are listed with `required` and cannot be turned off.
   */
  @Get('preferences')
  @SignedIn()
  getMyNotificationPreferences(@CurrentPrincipal() principal: Principal): Promise<NotificationPreferencesDto> {
    return this.preferences.of(principal.accountId);
  }

  /**
   * Change what I want by e-mail.
   *
   * For every account. Only the topics that are sent change; messages already queued still go out.
   */
  @Patch('preferences')
  @SignedIn()
  updateMyNotificationPreferences(
    @CurrentPrincipal() principal: Principal,
    @Body() request: UpdateNotificationPreferencesRequest,
  ): Promise<NotificationPreferencesDto> {
    return this.preferences.change(principal.accountId, request);
  }

  /**
   * Show one of my messages, with its HTML.
   *
   * For the recipient; to others it is not there. Reading it here does not mark it as read.
   */
  @Get(':id')
  @SignedIn()
  @Problems(NotificationNotFound)
  getNotification(@CurrentPrincipal() principal: Principal, @Param('id', notificationId) id: string): Promise<NotificationDetailDto> {
    return this.queries.get(principal.accountId, id);
  }

  /**
   * Mark a message as read.
   *
   * For the recipient. Marking it again changes nothing.
   */
  @Post(':id/read')
  @HttpCode(200)
  @SignedIn()
  @Problems(NotificationNotFound)
  markNotificationRead(@CurrentPrincipal() principal: Principal, @Param('id', notificationId) id: string): Promise<NotificationDetailDto> {
    return this.notifications.markRead(principal.accountId, id);
  }

  /**
   * Send a message by e-mail again, to the account's address as it is now.
   *
   * For the recipient, five times an hour. It stays one message: only a new delivery is made. Topics turned off in the preferences are
   * sent too when asked for. A message whose secret link was used or has run out is not sent again.
   */
  @Post(':id/deliveries')
  @SignedIn()
  @RateLimit({ limit: 5, windowSeconds: 3600, per: 'account' })
  @Idempotent()
  @Problems(NotificationNotFound, NotificationStillQueued, NotificationLinkUsedUp)
  resendNotification(@CurrentPrincipal() principal: Principal, @Param('id', notificationId) id: string): Promise<NotificationDetailDto> {
    return this.notifications.resend(principal.accountId, id);
  }
}
