import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Public, SignedIn } from '../../../platform/auth/auth.decorators.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { RateLimit } from '../../../platform/http/rate-limit.decorator.js';
import { LinkInvalid, PasswordCheckBusy, TooManyWrongPasswords, WrongPassword } from '../accounts.errors.js';
import { ChangePasswordDto, RemindUsernameDto, RequestPasswordResetDto, ResetPasswordDto } from './passwords.dto.js';
import { PasswordsService, type ResetRequest } from './passwords.service.js';

@ApiTags('Accounts')
@Controller()
export class PasswordsController {
  constructor(private readonly passwords: PasswordsService) {}

  /**
   * Change my password
   *
   * All my other sessions end, and a message tells me of the change. A password that the rules refuse is answered with 422 `platform.invalid-input`, with the reason at `/newPassword`.
   */
  @Post('accounts/me/password')
  @HttpCode(204)
  @SignedIn()
  @RateLimit({ limit: 10, windowSeconds: 900, per: 'account' })
  @Problems(WrongPassword, TooManyWrongPasswords, PasswordCheckBusy)
  changePassword(@CurrentPrincipal() principal: Principal, @Body() body: ChangePasswordDto): Promise<void> {
    return this.passwords.change(principal.accountId, principal.sessionId, body.currentPassword, body.newPassword);
  }

  /**
   * Ask for a link to choose a password
   *
   * A new password, or the first one of an account that the city made. Residents name their username, contractors and staff the main e-mail address on file. The answer is always the same, at the
   * same time, whether or not there is such an account; the link comes by e-mail and is good for 30 minutes.
   */
  @Post('password-resets')
  @HttpCode(202)
  @Public()
  @RateLimit({ limit: 20, windowSeconds: 900, per: 'client' })
  requestPasswordReset(@Body() body: RequestPasswordResetDto): Promise<void> {
    return this.passwords.requestReset(body as ResetRequest);
  }

  /**
   * Choose a password with a mailed link
   *
   * The token is spent; a password that the rules refuse (422 `platform.invalid-input`) leaves it usable. Every session of the
   * account ends, and a message tells its owner.
   */
  @Post('password-resets/confirmation')
  @HttpCode(204)
  @Public()
  @RateLimit({ limit: 30, windowSeconds: 900, per: 'client' })
  @Problems(LinkInvalid, PasswordCheckBusy)
  resetPassword(@Body() body: ResetPasswordDto): Promise<void> {
    return this.passwords.reset(body.token, body.newPassword);
  }

  /**
   * Have my username sent to me
   *
   * To the e-mail address of the account. The answer is always the same, whether or not there is such an account.
   */
  @Post('username-reminders')
  @HttpCode(202)
  @Public()
  @RateLimit({ limit: 20, windowSeconds: 900, per: 'client' })
  remindUsername(@Body() body: RemindUsernameDto): Promise<void> {
    return this.passwords.remindUsername(body);
  }
}
