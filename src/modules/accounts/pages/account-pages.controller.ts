import { Body, Controller, Get, Header, HttpCode, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Response } from 'express';
import { Public } from '../../../platform/auth/auth.decorators.js';
import { RateLimit } from '../../../platform/http/rate-limit.decorator.js';
import { AccountPages, type Rendered } from './account-pages.js';

type Form = Record<string, unknown>;

const html = () => Header('Content-Type', 'text/html; charset=utf-8');
const guessable = () => RateLimit({ limit: 30, windowSeconds: 900, per: 'client' });

/** Where the links in messages lead, so that they work for a person with nothing but a browser. */
@ApiExcludeController()
@Controller('account')
export class AccountPagesController {
  constructor(private readonly pages: AccountPages) {}

  @Get('verify-email')
  @Public()
  @html()
  @Header('Cache-Control', 'no-store')
  showEmailVerification(@Query('token') token: unknown): string {
    return this.pages.emailVerification(text(token));
  }

  @Post('verify-email')
  @HttpCode(200)
  @Public()
  @guessable()
  @html()
  async submitEmailVerification(@Body() body: Form, @Res({ passthrough: true }) response: Response): Promise<string> {
    return send(response, await this.pages.verifyEmail(text(body?.token)));
  }

  @Get('reset-password')
  @Public()
  @html()
  @Header('Cache-Control', 'no-store')
  async showPasswordReset(@Query('token') token: unknown, @Res({ passthrough: true }) response: Response): Promise<string> {
    return send(response, await this.pages.passwordReset(text(token)));
  }

  @Post('reset-password')
  @HttpCode(200)
  @Public()
  @guessable()
  @html()
  async submitPasswordReset(@Body() body: Form, @Res({ passthrough: true }) response: Response): Promise<string> {
    return send(response, await this.pages.resetPassword(text(body?.token), text(body?.newPassword), text(body?.repeated)));
  }

  @Get('forgot-password')
  @Public()
  @html()
  showForgottenPassword(): string {
    return this.pages.forgottenPassword();
  }

  @Post('forgot-password')
  @HttpCode(200)
  @Public()
  @guessable()
  @html()
  async submitForgottenPassword(@Body() body: Form, @Res({ passthrough: true }) response: Response): Promise<string> {
    return send(response, await this.pages.requestReset(text(body?.profile), text(body?.login)));
  }
}

/** What came with the request, when it is text; nothing of it is shown unescaped. */
function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function send(response: Response, { status, html }: Rendered): string {
  response.status(status);
  return html;
}
