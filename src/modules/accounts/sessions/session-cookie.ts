import { Injectable } from '@nestjs/common';
import { parseCookie } from 'cookie';
import type { CookieOptions, Request, Response } from 'express';
import { Settings } from '../../../platform/config/settings.js';
import { isOurs } from '../../../platform/http/origins.js';
import { CrossSiteRequest } from '../accounts.errors.js';
import { REFRESH_TOKEN_DAYS } from './sessions.service.js';

/** Where scripts cannot read it, a browser keeps the refresh token of its session. Pages of other sites cannot make it speak. */
@Injectable()
export class SessionCookie {
  constructor(private readonly settings: Settings) {}

  give(response: Response, refreshToken: string): void {
    response.cookie(this.name, refreshToken, { ...this.options, maxAge: REFRESH_TOKEN_DAYS * 24 * 3_600_000 });
  }

  /** @throws CrossSiteRequest */
  read(request: Request): string | undefined {
    const token = parseCookie(request.headers.cookie ?? '')[this.name];
    if (token) this.refuseOtherSites(request);
    return token;
  }

  clear(response: Response): void {
    response.clearCookie(this.name, this.options);
  }

  /** Browsers say where a request comes from, and no script can make them say otherwise. What says nothing is no browser. */
  refuseOtherSites(request: Request): void {
    const site = request.header('sec-fetch-site');
    const origin = request.header('origin');
    if (site === 'same-origin' || (site === undefined && origin === undefined)) return;
    if (origin === undefined || !isOurs(origin, this.settings)) throw new CrossSiteRequest();
  }

  private get name(): string {
    return this.secure ? '__Secure-session' : 'session';
  }

  private get options(): CookieOptions {
    return { httpOnly: true, sameSite: 'strict', secure: this.secure, path: '/v1/sessions' };
  }

  private get secure(): boolean {
    return this.settings.publicUrl.startsWith('https:');
  }
}
