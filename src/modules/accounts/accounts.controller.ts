import { Body, Controller, Get, HttpCode, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Public, SignedIn } from '../../platform/auth/auth.decorators.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Etag, IfMatch, StaleVersion, type ExpectedVersion } from '../../platform/http/etag.js';
import { Idempotent } from '../../platform/http/idempotent.decorator.js';
import { OwnAnswer } from '../../platform/http/own-answer.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { RateLimit } from '../../platform/http/rate-limit.decorator.js';
import {
  AccountDto,
  ChangeMyEmailDto,
  EmailVerificationDto,
  RegisterAccountDto,
  toAccountDto,
  UpdateMyAccountDto,
  VerificationTokenDto,
  VerifyEmailDto,
} from './accounts.dto.js';
import {
  AccountNotShown,
  EmailInUse,
  EmailVerified,
  LinkInvalid,
  PasswordCheckBusy,
  TooManyWrongPasswords,
  UsernameTaken,
  WrongPassword,
} from './accounts.errors.js';
import { MyAccountService } from './my-account.service.js';
import { RegistrationService } from './registration.service.js';

@ApiTags('Accounts')
@Controller('accounts')
export class AccountsController {
  constructor(
    private readonly registration: RegistrationService,
    private readonly mine: MyAccountService,
    private readonly answer: OwnAnswer,
  ) {}

  /**
   * Register as a resident
   *
   * Makes an account of profile `public` that can be used at once, and sends a link to prove the e-mail address. Whether another
   * account has that address is not told: the answer is the same, and the link leads its owner to the account they have.
   */
  @Post()
  @Public()
  @Idempotent({ ownTransactions: true })
  @RateLimit({ limit: 30, windowSeconds: 600, per: 'client' })
  @Problems(UsernameTaken, PasswordCheckBusy)
  async registerAccount(@Body() body: RegisterAccountDto): Promise<AccountDto> {
    return toAccountDto(await this.registration.register(body, (account) => this.answer.keep(toAccountDto(account))));
  }

  /**
   * Prove an e-mail address
   *
   * With the token of the mailed link, which is good for three days, and the password of the account or a session of it: whoever reads
   * the letter without having registered must not prove the address for somebody else. Doing it twice does no harm.
   */
  @Post('email-verification')
  @HttpCode(204)
  @Public()
  @RateLimit({ limit: 30, windowSeconds: 600, per: 'client' })
  @Problems(LinkInvalid, AccountNotShown, WrongPassword, TooManyWrongPasswords, EmailInUse, PasswordCheckBusy)
  async verifyEmail(@CurrentPrincipal() principal: Principal | undefined, @Body() { token, password }: VerifyEmailDto): Promise<void> {
    await this.registration.verifyEmail(token, { password, accountId: principal?.accountId });
  }

  /**
   * Look at an e-mail verification
   *
   * Which account the mailed link is about, before its password is asked for.
   */
  @Post('email-verification/preview')
  @HttpCode(200)
  @Public()
  @RateLimit({ limit: 30, windowSeconds: 600, per: 'client' })
  @Problems(LinkInvalid)
  previewEmailVerification(@Body() { token }: VerificationTokenDto): Promise<EmailVerificationDto> {
    return this.registration.verificationOf(token);
  }

  /** Read my account */
  @Get('me')
  @SignedIn()
  @Etag()
  async getMyAccount(@CurrentPrincipal() principal: Principal): Promise<AccountDto> {
    return toAccountDto(await this.mine.get(principal.accountId));
  }

  /**
   * Change my name or telephone number
   *
   * What is left out stays as it is. The e-mail address has an operation of its own (`changeMyEmail`).
   */
  @Patch('me')
  @SignedIn()
  @Etag()
  @Problems(StaleVersion)
  async updateMyAccount(
    @CurrentPrincipal() principal: Principal,
    @Body() body: UpdateMyAccountDto,
    @IfMatch() expected?: ExpectedVersion,
  ): Promise<AccountDto> {
    return toAccountDto(await this.mine.update(principal.accountId, body, expected));
  }

  /**
   * Change my e-mail address
   *
   * With the password. A link goes to the new address; once it is followed (`verifyEmail`) the address is changed and the old one told.
   */
  @Post('me/email')
  @HttpCode(202)
  @SignedIn()
  @RateLimit({ limit: 5, windowSeconds: 900, per: 'account' })
  @Problems(WrongPassword, TooManyWrongPasswords, PasswordCheckBusy, EmailVerified)
  changeMyEmail(@CurrentPrincipal() principal: Principal, @Body() { email, password }: ChangeMyEmailDto): Promise<void> {
    return this.registration.requestEmailChange(principal.accountId, email, password);
  }

  /**
   * Send the e-mail verification again
   *
   * A new link to prove the address of my account. Links sent before stay good until they run out.
   */
  @Post('me/email-verification')
  @HttpCode(202)
  @SignedIn()
  @RateLimit({ limit: 3, windowSeconds: 900, per: 'account' })
  @Problems(EmailVerified)
  resendEmailVerification(@CurrentPrincipal() principal: Principal): Promise<void> {
    return this.registration.resendVerification(principal.accountId);
  }
}
