import { Body, Controller, Get, HttpCode, Param, ParseUUIDPipe, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Staff } from '../../platform/auth/auth.decorators.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Idempotent } from '../../platform/http/idempotent.decorator.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { AccountStateUnchanged, EmailInUse, EmailProved } from '../accounts/index.js';
import { FollowUpNotFound, FollowUpSettled } from '../back-office/index.js';
import {
  CorrectAddressRequest,
  FailedMessagePageDto,
  FailedMessageQuery,
  NotificationDetailDto,
  PaperLetterDto,
} from './notifications.dto.js';
import { NotificationLinkUsedUp, NotificationNotFound, NotificationStillQueued } from './notifications.errors.js';
import { NotificationsQueries } from './notifications.queries.js';
import { NotificationsService } from './notifications.service.js';
import { Undelivered } from './undelivered.js';

const followUpId = new ParseUUIDPipe({ exceptionFactory: () => new FollowUpNotFound() });
const notificationId = new ParseUUIDPipe({ exceptionFactory: () => new NotificationNotFound() });

@ApiTags('Notifications (staff)')
@Controller('admin')
export class NotificationsAdminController {
  constructor(
    private readonly queries: NotificationsQueries,
    private readonly notifications: NotificationsService,
    private readonly undelivered: Undelivered,
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
  @Idempotent()
  @Problems(NotificationNotFound, NotificationStillQueued, NotificationLinkUsedUp)
  resendNotificationAsStaff(
    @CurrentPrincipal() principal: Principal,
    @Param('id', notificationId) id: string,
  ): Promise<NotificationDetailDto> {
    return this.notifications.resendAsStaff(principal.accountId, id);
  }

  /**
   * Read a letter that is to be mailed on paper.
   *
   * For permit technicians and administrators: as it is printed, with the address it goes to. The matter stands on the work list
   * (`listWorkQueue`, `mail-on-paper`) until it is settled.
   */
  @Get('paper-letters/:id')
  @Staff('permit-technician', 'administrator')
  @Problems(NotificationNotFound)
  getPaperLetter(@Param('id', notificationId) id: string): Promise<PaperLetterDto> {
    return this.queries.paperLetter(id);
  }

  /**
   * Correct the address of somebody whom a message did not reach, and send it again.
   *
   * For administrators, and for permit technicians where the address was never proved and belongs to a resident or a contractor. It
   * changes the main e-mail address of the account, as `changeAccountEmail` does: the old address is told. The matter leaves the work
   * list when the message has arrived.
   */
  @Post('follow-ups/:id/address')
  @HttpCode(200)
  @Staff('administrator', 'permit-technician')
  @Idempotent()
  @Problems(
    FollowUpNotFound,
    FollowUpSettled,
    EmailInUse,
    EmailProved,
    AccountStateUnchanged,
    NotificationStillQueued,
    NotificationLinkUsedUp,
  )
  correctFollowUpAddress(
    @CurrentPrincipal() principal: Principal,
    @Param('id', followUpId) id: string,
    @Body() request: CorrectAddressRequest,
  ): Promise<NotificationDetailDto> {
    return this.undelivered.correctAddress(principal, id, request.email);
  }
}
