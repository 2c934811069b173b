import { Body, Controller, Get, Header, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../../../platform/auth/auth.decorators.js';
import { Settings } from '../../../platform/config/settings.js';
import { DomainError } from '../../../platform/errors/domain-error.js';
import { STATUS_OF } from '../../../platform/http/problem.js';
import { RateLimit } from '../../../platform/http/rate-limit.decorator.js';
import { CityProfile } from '../../city/index.js';
import { acceptedPage, offerPage, refusedPage } from './invitation-page.js';
import { InvitationsService } from './invitations.service.js';
import { SignInToAccept } from './team.errors.js';

const html = () => Header('Content-Type', 'text/html; charset=utf-8');
const guessable = () => RateLimit({ limit: 30, windowSeconds: 900, per: 'client' });

/** Where the links of contractors' invitations lead, so that they work for a person with nothing but a browser. */
@ApiExcludeController()
@Controller('contractor-invitations')
@Public()
export class InvitationPagesController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly city: CityProfile,
    private readonly settings: Settings,
  ) {}

  @Get()
  @guessable()
  @html()
  @Header('Cache-Control', 'no-store')
  async showContractorInvitation(@Query('token') token: unknown, @Res({ passthrough: true }) response: Response): Promise<string> {
    return this.orRefusal(response, token, async () => offerPage(this.city.name, await this.invitations.offer(text(token)), text(token)));
  }

  @Post()
  @HttpCode(200)
  @guessable()
  @html()
  @Header('Cache-Control', 'no-store')
  async submitContractorInvitation(
    @Body() body: { token?: unknown } | undefined,
    @Res({ passthrough: true }) response: Response,
  ): Promise<string> {
    const token = body?.token;
    return this.orRefusal(response, token, async () => acceptedPage(this.city.name, await this.invitations.accept(undefined, text(token))));
  }

  /** A page of the front end, where one can be signed in. */
  private signInUrl(token: string): string {
    return `${this.settings.frontEndUrl}/contractor-invitations/accept?token=${encodeURIComponent(token)}`;
  }

  private async orRefusal(response: Response, token: unknown, work: () => Promise<string>): Promise<string> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      response.status(STATUS_OF[error.rule.kind]);
      const next = error instanceof SignInToAccept ? this.signInUrl(text(token)) : undefined;
      return refusedPage(this.city.name, error.message, next);
    }
  }
}

/** What came with the request, when it is text; nothing of it is shown unescaped. */
function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
