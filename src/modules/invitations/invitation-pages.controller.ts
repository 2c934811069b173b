import { Body, Controller, Get, Header, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../../platform/auth/auth.decorators.js';
import { Settings } from '../../platform/config/settings.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { STATUS_OF } from '../../platform/http/problem.js';
import { RateLimit } from '../../platform/http/rate-limit.decorator.js';
import { BusinessCalendar, CityProfile } from '../city/index.js';
import { answeredPage, invitationPage, refusedPage } from './invitation-page.js';
import { InvitationsQueries } from './invitations.queries.js';
import { InvitationsService } from './invitations.service.js';

const html = () => Header('Content-Type', 'text/html; charset=utf-8');
const guessable = () => RateLimit({ limit: 30, windowSeconds: 900, per: 'client' });

/** Where the links of invitations lead, so that they work for a person with nothing but a browser. */
@ApiExcludeController()
@Controller('invitations')
export class InvitationPagesController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly queries: InvitationsQueries,
    private readonly city: CityProfile,
    private readonly calendar: BusinessCalendar,
    private readonly settings: Settings,
  ) {}

  @Get('answer')
  @Public()
  @guessable()
  @html()
  @Header('Cache-Control', 'no-store')
  async showInvitation(@Query('token') token: unknown, @Res({ passthrough: true }) response: Response): Promise<string> {
    return this.orRefusal(response, async () => {
      const given = text(token);
      const preview = await this.queries.preview(given);
      const acceptUrl = `${this.settings.frontEndUrl}/record-invitations?token=${encodeURIComponent(given)}`;
      const until = this.calendar.dateOf(Temporal.Instant.from(preview.expiresAt));
      return invitationPage(this.city.name, { preview, token: given, acceptUrl, until });
    });
  }

  @Post('refusal')
  @HttpCode(200)
  @Public()
  @guessable()
  @html()
  async submitRefusal(@Body() body: { token?: unknown } | undefined, @Res({ passthrough: true }) response: Response): Promise<string> {
    return this.orRefusal(response, async () => {
      await this.invitations.decline(text(body?.token));
      return answeredPage(this.city.name);
    });
  }

  private async orRefusal(response: Response, work: () => Promise<string>): Promise<string> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      response.status(STATUS_OF[error.rule.kind]);
      return refusedPage(this.city.name, error.message);
    }
  }
}

/** What came with the request, when it is text; nothing of it is shown unescaped. */
function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
