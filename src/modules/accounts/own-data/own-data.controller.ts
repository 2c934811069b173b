import { Body, Controller, Get, HttpCode, Post, StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, SignedIn } from '../../../platform/auth/auth.decorators.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { contentDisposition } from '../../../platform/files/content-disposition.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { RateLimit } from '../../../platform/http/rate-limit.decorator.js';
import { OpenMatters, PasswordCheckBusy, StaffAccountStays, TooManyWrongPasswords, WrongPassword } from '../accounts.errors.js';
import { AccountClosing } from './account-closing.service.js';
import { AccountCopy } from './account-copy.service.js';
import { CloseMyAccountDto } from './own-data.dto.js';

@ApiTags('Accounts')
@Controller('accounts/me')
export class OwnDataController {
  constructor(
    private readonly closing: AccountClosing,
    private readonly copies: AccountCopy,
  ) {}

  /**
   * Get a copy of my data
   *
   * All that the portal knows of the account, as one JSON document that is streamed: the account, its sessions, records, applications,
   * files by name and hash, payments, visits, letters. Passwords, keys and tax numbers are not in it. The copy stands in the audit log.
   */
  @Get('data')
  @SignedIn()
  @RateLimit({ limit: 5, windowSeconds: 3600, per: 'account' })
  @ApiProduces('application/json')
  @ApiResponse({
    status: 200,
    description: 'The data: `copiedAt`, `account`, and a list for each kind of thing.',
    content: { 'application/json': { schema: { type: 'object', additionalProperties: true } } },
  })
  async downloadMyData(@CurrentPrincipal() principal: Principal): Promise<StreamableFile> {
    return new StreamableFile(await this.copies.of(principal.accountId), {
      type: 'application/json; charset=utf-8',
      disposition: contentDisposition('my-data.json'),
    });
  }

  /**
   * Close my account
   *
   * With the password. It cannot be undone. What the law keeps stays: applications, papers, files, payments with the payer's name,
   * letters about records. The rest goes: username, e-mail address, telephone number, password, sessions, links to records of others,
   * preferences, and contact data left for visits. A letter confirms it. Refused with 409 `accounts.open-matters` while something is
   * open: `matters` names each record that nobody else owns, each fee, checkout and refund. Staff accounts are disabled by an
   * administrator.
   */
  @Post('closure')
  @HttpCode(204)
  @SignedIn()
  @RateLimit({ limit: 10, windowSeconds: 900, per: 'account' })
  @Problems(WrongPassword, TooManyWrongPasswords, PasswordCheckBusy, OpenMatters, StaffAccountStays)
  closeMyAccount(@CurrentPrincipal() principal: Principal, @Body() { password }: CloseMyAccountDto): Promise<void> {
    return this.closing.close(principal.accountId, password);
  }
}
