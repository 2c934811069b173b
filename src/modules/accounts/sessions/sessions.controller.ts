import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { CurrentPrincipal, Public, SignedIn } from '../../../platform/auth/auth.decorators.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { PageQuery } from '../../../platform/http/paging.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { RateLimit } from '../../../platform/http/rate-limit.decorator.js';
import { UuidPipe } from '../../../platform/http/uuid.pipe.js';
import {
  OtpRequired,
  PasswordCheckBusy,
  RefreshTokenInvalid,
  SessionNotFound,
  SignInSlowedDown,
  WrongCredentials,
} from '../accounts.errors.js';
import { toAccountDto } from '../accounts.dto.js';
import { AccountQueries } from '../accounts.queries.js';
import { RefreshSessionDto, SessionPageDto, SessionTokensDto, SignInDto, toSessionPageDto } from './sessions.dto.js';
import { SessionsService, type Tokens } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';

@ApiTags('Accounts')
@Controller('sessions')
export class SessionsController {
  constructor(
    private readonly signIns: SignInService,
    private readonly sessions: SessionsService,
    private readonly accounts: AccountQueries,
  ) {}

  /**
   * Sign in
   *
   * Answers an access token (15 minutes) and a refresh token (30 days, good for one use). An unknown login, a wrong password and a
   * disabled account get the same answer. Wrong tries slow down the client that makes them; they never lock the owner out.
   */
  @Post()
  @Public()
  @RateLimit({ limit: 60, windowSeconds: 60, per: 'client' })
  @Problems(WrongCredentials, OtpRequired, SignInSlowedDown, PasswordCheckBusy)
  async signIn(@Body() body: SignInDto, @Req() request: Request): Promise<SessionTokensDto> {
    return this.answer(await this.signIns.signIn(body, { address: request.ip ?? '', name: request.header('user-agent') }));
  }

  /**
   * Continue a session
   *
   * Answers new tokens and makes the refresh token useless. A refresh token that is used a second time has been copied: the whole
   * session ends, for everybody who holds one of its tokens. So refresh in one place only (one tab, one request at a time).
   */
  @Post('refresh')
  @Public()
  @RateLimit({ limit: 120, windowSeconds: 60, per: 'client' })
  @Problems(RefreshTokenInvalid)
  async refreshSession(@Body() body: RefreshSessionDto): Promise<SessionTokensDto> {
    return this.answer(await this.sessions.refresh(body.refreshToken));
  }

  /** List the places where I am signed in, the last used first */
  @Get()
  @SignedIn()
  async listMySessions(@CurrentPrincipal() principal: Principal, @Query() query: PageQuery): Promise<SessionPageDto> {
    return toSessionPageDto(await this.sessions.openOf(principal.accountId, query), principal.sessionId);
  }

  /**
   * Sign out
   *
   * The access and refresh tokens of this session are useless from now on.
   */
  @Delete('current')
  @HttpCode(204)
  @SignedIn()
  async signOut(@CurrentPrincipal() principal: Principal): Promise<void> {
    await this.sessions.end(principal.accountId, principal.sessionId, 'signed-out');
  }

  /**
   * End one of my sessions
   *
   * Such as the one on a lost telephone. Its access token stops working at once here, and within seconds on other servers.
   */
  @Delete(':id')
  @HttpCode(204)
  @SignedIn()
  @Problems(SessionNotFound)
  async endSession(@CurrentPrincipal() principal: Principal, @Param('id', UuidPipe) id: string): Promise<void> {
    await this.sessions.end(principal.accountId, id, 'ended-by-owner');
  }

  private async answer({ accountId, accessToken, expiresInSeconds, refreshToken }: Tokens): Promise<SessionTokensDto> {
    return { accessToken, expiresInSeconds, refreshToken, account: toAccountDto((await this.accounts.byId(accountId))!) };
  }
}
