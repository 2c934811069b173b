import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, SignedIn } from '../../../platform/auth/auth.decorators.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { RateLimit } from '../../../platform/http/rate-limit.decorator.js';
import {
  PasswordCheckBusy,
  PasswordTooShort,
  SecondFactorActive,
  SecondFactorMissing,
  TooManyWrongPasswords,
  WrongPassword,
} from '../accounts.errors.js';
import { MyAccountService } from '../my-account.service.js';
import { ConfirmSecondFactorDto, RecoveryCodesDto, RemoveSecondFactorDto, SecondFactorEnrolmentDto } from './second-factor.dto.js';
import { SecondFactorService } from './second-factor.service.js';

@ApiTags('Accounts')
@Controller('accounts/me/second-factor')
export class SecondFactorController {
  constructor(
    private readonly secondFactor: SecondFactorService,
    private readonly mine: MyAccountService,
  ) {}

  /**
   * Begin to enrol an authenticator app
   *
   * Answers the secret to load into the app. Signing in does not change before `confirmSecondFactor`; beginning again replaces a
   * secret that was not confirmed.
   */
  @Post()
  @SignedIn()
  @RateLimit({ limit: 10, windowSeconds: 900, per: 'account' })
  @Problems(SecondFactorActive)
  enrolSecondFactor(@CurrentPrincipal() principal: Principal): Promise<SecondFactorEnrolmentDto> {
    return this.secondFactor.enrol(principal.accountId);
  }

  /**
   * Finish enrolling with a code of the app
   *
   * From now on `signIn` needs `otp`. Answers the recovery codes, which are shown only now.
   */
  @Post('confirmation')
  @SignedIn()
  @RateLimit({ limit: 10, windowSeconds: 900, per: 'account' })
  @Problems(SecondFactorActive, SecondFactorMissing)
  async confirmSecondFactor(@CurrentPrincipal() principal: Principal, @Body() body: ConfirmSecondFactorDto): Promise<RecoveryCodesDto> {
    return { recoveryCodes: await this.secondFactor.confirm(principal.accountId, body.code) };
  }

  /**
   * Take the second factor off my account
   *
   * For instance to enrol a new telephone. Needs the password, of 15 characters or more.
   */
  @Post('removal')
  @HttpCode(204)
  @SignedIn()
  @RateLimit({ limit: 10, windowSeconds: 900, per: 'account' })
  @Problems(SecondFactorMissing, PasswordTooShort, WrongPassword, TooManyWrongPasswords, PasswordCheckBusy)
  removeSecondFactor(@CurrentPrincipal() principal: Principal, @Body() body: RemoveSecondFactorDto): Promise<void> {
    return this.mine.removeSecondFactor(principal.accountId, body.password);
  }
}
