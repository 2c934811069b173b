import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { CurrentPrincipal, Public, SignedIn } from '../../../platform/auth/auth.decorators.js';
import { Unauthenticated } from '../../../platform/auth/auth.errors.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { PageQuery } from '../../../platform/http/paging.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { RateLimit } from '../../../platform/http/rate-limit.decorator.js';
import { UuidPipe } from '../../../platform/http/uuid.pipe.js';
import {
  CrossSiteRequest,
  OtpRequired,
  PasswordCheckBusy,
  RefreshTokenInvalid,
  SessionNotFound,
  SignInSlowedDown,
  TooManyWrongPasswords,
  WrongCredentials,
} from '../accounts.errors.js';
import { toAccountDto } from '../accounts.dto.js';
import { AccountQueries } from '../accounts.queries.js';
import { RefreshSessionDto, SessionPageDto, SessionTokensDto, SignInDto, toSessionPageDto } from './sessions.dto.js';
import { SessionCookie } from './session-cookie.js';
import { SessionsService, type SessionKeeping, type Tokens } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';

@ApiTags('Accounts')
@Controller('sessions')
export class SessionsController {
  constructor(
    private readonly signIns: SignInService,
    private readonly sessions: SessionsService,
    private readonly cookie: SessionCookie,
    private readonly accounts: AccountQueries,
  ) {}

  /**
   * Sign in
   *
   * Answers an access token (15 minutes) and a refresh token (30 days, good for one use). An unknown login, a wrong password and a
   * disabled account get the same answer. Wrong tries slow down the client that makes them. After 100 wrong passwords in a row for a login,
   * wherever they came from, none is looked at any more: the owner goes on with a link in the mail (`requestPasswordReset`).
   *
   * Pages in a browser ask for `"session": "cookie"`: the refresh token is then kept where no script can read it.
   */
  @Post()
  @Public()
  @RateLimit({ limit: 60, windowSeconds: 60, per: 'client' })
  @Problems(WrongCredentials, OtpRequired, SignInSlowedDown, TooManyWrongPasswords, PasswordCheckBusy, CrossSiteRequest)
  async signIn(
    @Body() { session, ...credentials }: SignInDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionTokensDto> {
    if (session === 'cookie') this.cookie.refuseOtherSites(request);
    const client = { address: request.ip ?? '', name: request.header('user-agent'), keptIn: session };
    return this.answer(await this.signIns.signIn(credentials, client), session, response);
  }

  /**
   * Continue a session
   *
   * Answers new tokens and makes the refresh token useless. Within 30 seconds it may come again, from a second tab or because the answer
   * was lost: each gets tokens of the same session. One that is used later has been copied: the whole session ends, for everybody who
   * holds one of its tokens.
   *
   * A session that a cookie keeps is continued with `"session": "cookie"` and nothing else, from as many tabs as there are.
   */
  @Post('refresh')
  @Public()
  @RateLimit({ limit: 120, windowSeconds: 60, per: 'client' })
  @Problems(RefreshTokenInvalid, CrossSiteRequest)
  async refreshSession(
    @Body() { session, refreshToken }: RefreshSessionDto,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<SessionTokensDto> {
    const token = session === 'cookie' ? this.cookie.read(request) : refreshToken;
    if (!token) throw new RefreshTokenInvalid('No refresh token came along, neither in the body nor as a cookie.');
    return this.answer(await this.sessions.refresh(token, session), session, response);
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
   * The access and refresh tokens of this session are useless from now on. The session that a cookie keeps ends as well, also when
   * the access token has run out and is left away.
   */
  @Delete('current')
  @HttpCode(204)
  @Public()
  @Problems(Unauthenticated, CrossSiteRequest)
  async signOut(
    @CurrentPrincipal() principal: Principal | undefined,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    const kept = this.cookie.read(request);
    if (!principal && !kept) throw new Unauthenticated('You are not signed in here, so there is nothing to end.');
    if (principal) await this.sessions.end(principal.accountId, principal.sessionId, 'signed-out');
    if (kept) await this.sessions.endKept(kept);
    this.cookie.clear(response);
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

  private async answer(tokens: Tokens, keptIn: SessionKeeping, response: Response): Promise<SessionTokensDto> {
    const { accountId, accessToken, expiresInSeconds, refreshToken } = tokens;
    if (keptIn === 'cookie') this.cookie.give(response, refreshToken);
    return {
      accessToken,
      expiresInSeconds,
      refreshToken: keptIn === 'cookie' ? null : refreshToken,
      account: toAccountDto((await this.accounts.byId(accountId))!),
    };
  }
}
