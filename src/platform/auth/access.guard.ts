import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { Request, RequestHandler, Response } from 'express';
import passport from 'passport';
import { RequestContext } from '../http/request-context.js';
import { ACCESS, DOWNLOAD, type Access } from './auth.decorators.js';
import { Forbidden, Unauthenticated } from './auth.errors.js';
import { DownloadLinks } from './download-links.js';
import { JwtStrategy } from './jwt.strategy.js';
import { isStaff, type Principal, type StaffRole } from './principal.js';
import { SessionCache } from './session-cache.js';

/** Stands before every route and lets in whom `@Public()`, `@SignedIn()` or `@Staff(…)` names; without one of them, nobody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly strategy: JwtStrategy,
    private readonly sessions: SessionCache,
    private readonly links: DownloadLinks,
    private readonly context: RequestContext,
  ) {}

  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(ACCESS, [execution.getHandler(), execution.getClass()]);
    if (!access) throw new Forbidden('This operation is not open to anyone.');
    const request = execution.switchToHttp().getRequest<Request & { user?: Principal }>();
    const response = execution.switchToHttp().getResponse<Response>();

    // What an OAuth 2 client says of itself at `issueToken` is no token.
    const tokenSent = request.headers.authorization !== undefined && !/^Basic /i.test(request.headers.authorization);
    if (tokenSent) {
      const principal = await this.authenticate(request, response);
      if (!principal) {
        response.setHeader('WWW-Authenticate', 'Bearer realm="frontcounter", error="invalid_token"');
        throw new Unauthenticated('The access token is no longer valid. Refresh the session or sign in again.');
      }
      this.know(request, principal);
    } else if (typeof request.query.ticket === 'string' && this.reflector.get<boolean>(DOWNLOAD, execution.getHandler())) {
      response.setHeader('Cache-Control', 'no-store');
      const principal = await this.byTicket(request, request.query.ticket);
      if (!principal) throw new Unauthenticated('This address has run out: each opens for a minute. Ask for the file again.');
      this.know(request, principal);
    }
    if (access.who === 'anyone') return true;
    if (!request.user) throw new Unauthenticated('Sign in first and send the access token as `Authorization: Bearer …`.');
    if (access.who === 'staff') requireStaff(request.user, access.roles);
    if (access.who === 'signed-in' && isStaff(request.user)) requireStaff(request.user, access.staff ?? []);
    return true;
  }

  private know(request: Request & { user?: Principal }, principal: Principal): void {
    request.user = principal;
    this.context.setActor(principal.accountId);
  }

  private async byTicket({ path }: Request, ticket: string): Promise<Principal | null> {
    const sessionId = this.links.sessionOf(ticket, path);
    return sessionId ? this.sessions.principalOf(sessionId) : null;
  }

  /**
   * Gives passport a strategy of this request's own: it hangs the request's outcome on the object, so a shared one would mix up
   * people who ask at the same moment. By name it would be looked up in passport's global registry, where the newest of several
   * portals in one process answers for all of them.
   */
  private authenticate(request: Request, response: Response): Promise<Principal | null> {
    const strategy = Object.create(this.strategy) as JwtStrategy;
    return new Promise((resolve, reject) => {
      const decide = (error: Error | null, principal: Principal | false | null) => (error ? reject(error) : resolve(principal || null));
      const middleware = passport.authenticate(strategy, { session: false }, decide) as RequestHandler;
      void middleware(request, response, reject);
    });
  }
}

function requireStaff(principal: Principal, roles: readonly StaffRole[]): void {
  if (principal.profile !== 'staff') {
    const who = roles.length > 0 ? `city staff with the role ${roles.join(' or ')}` : 'city staff';
    throw new Forbidden(`Only ${who} can do this.`, { extensions: { requiredRoles: roles } });
  }
  if (roles.length > 0 && !roles.some((role) => principal.roles.includes(role))) {
    throw new Forbidden(`This needs the role ${roles.join(' or ')}; an administrator can give it to you.`, {
      extensions: { requiredRoles: roles },
    });
  }
}
