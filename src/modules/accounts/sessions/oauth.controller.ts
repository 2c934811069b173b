import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { Request } from 'express';
import { Public } from '../../../platform/auth/auth.decorators.js';
import { PROFILES, type Profile } from '../../../platform/auth/principal.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { RateLimit } from '../../../platform/http/rate-limit.decorator.js';
import { PasswordCheckBusy, SignInSlowedDown, TokenNotGranted, TooManyWrongPasswords } from '../accounts.errors.js';
import { OAuthTokenDto, OAuthTokenRequest } from './oauth.dto.js';
import { SessionsService, type Tokens } from './sessions.service.js';
import { SignInService } from './sign-in.service.js';

@ApiTags('Accounts')
@Controller('oauth')
export class OAuthController {
  constructor(
    private readonly signIns: SignInService,
    private readonly sessions: SessionsService,
  ) {}

  /**
   * Sign in by a form, as OAuth 2 programs do
   *
   * For tools that know OAuth 2 and nothing of this API, such as *Authorize* on the page of this document: grant `password` with the
   * login as `username` and the profile as `scope`, and grant `refresh_token` (RFC 6749, 4.3 and 6). The session is the same as one of
   * `signIn`, and `refreshSession` takes its refresh token. Refusals say in `error` and `error_description` what such tools read.
   * A client has neither name nor secret here; what is sent of them is not looked at.
   */
  @Post('token')
  @HttpCode(200)
  @Public()
  @ApiConsumes('application/x-www-form-urlencoded')
  @RateLimit({ limit: 60, windowSeconds: 60, per: 'client' })
  @Problems(TokenNotGranted, SignInSlowedDown, TooManyWrongPasswords, PasswordCheckBusy)
  async issueToken(@Body() form: OAuthTokenRequest, @Req() request: Request): Promise<OAuthTokenDto> {
    const { accessToken, expiresInSeconds, refreshToken } = await this.granted(form, request);
    return { access_token: accessToken, token_type: 'Bearer', expires_in: expiresInSeconds, refresh_token: refreshToken };
  }

  private async granted(form: OAuthTokenRequest, request: Request): Promise<Tokens> {
    try {
      if (form.grant_type === 'refresh_token') return await this.sessions.refresh(needed(form.refresh_token, 'refresh_token'), 'token');
      const { otp } = form;
      const credentials = { login: needed(form.username, 'username'), password: needed(form.password, 'password'), otp };
      const client = { address: request.ip ?? '', name: request.header('user-agent') };
      return await this.signIns.signIn({ profile: profileIn(form.scope), ...credentials }, client);
    } catch (error) {
      if (error instanceof DomainError && error.rule.kind === 'unauthenticated') throw new TokenNotGranted('invalid_grant', error.message);
      throw error;
    }
  }
}

function needed(value: string | undefined, name: string): string {
  if (!value) throw new TokenNotGranted('invalid_request', `${name} is missing.`);
  return value;
}

function profileIn(scope: string | undefined): Profile {
  const asked = scope?.split(' ').filter(Boolean) ?? [];
  const profile = PROFILES.find((known) => known === asked[0]);
  if (asked.length !== 1 || !profile) {
    throw new TokenNotGranted('invalid_scope', `Choose the profile of the account as the one scope: ${PROFILES.join(', ')}.`);
  }
  return profile;
}
