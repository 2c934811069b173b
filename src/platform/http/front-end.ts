import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Injectable, Logger } from '@nestjs/common';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';
import sirv from 'sirv';
import { projectFolder } from '../config/project-folder.js';
import { Settings } from '../config/settings.js';

/** Scripts, styles, fonts and pictures come from here and nowhere else, and nothing is written into the page itself. */
const protect = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      baseUri: ["'none'"],
      connectSrc: ["'self'"],
      fontSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      imgSrc: ["'self'", 'blob:', 'data:'],
      manifestSrc: ["'self'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
    },
  },
});

/** The front end as it was built: its files by their names, and its page behind every address that only a browser knows. */
@Injectable()
export class FrontEnd {
  private readonly serveFile: RequestHandler | undefined;
  private readonly servePage: RequestHandler | undefined;

  constructor({ servesFrontEnd }: Settings) {
    const folder = join(projectFolder(), 'dist', 'web');
    if (!servesFrontEnd) return;
    if (!existsSync(folder)) {
      new Logger('FrontEnd').warn('The front end is not built, so there are no pages: run "npm run build", or set WEB=off.');
      return;
    }
    const options = { brotli: true, gzip: true, etag: true, setHeaders: keepByName };
    this.serveFile = sirv(folder, options);
    this.servePage = sirv(folder, { ...options, single: true, ignores: false });
  }

  /** For use before all routes. */
  readonly files = (request: Request, response: Response, next: NextFunction): void => {
    if (!this.serveFile || !reads(request)) return next();
    protect(request, response, () => this.serveFile!(request, response, next));
  };

  /** For use after all routes: whoever goes to an address with a browser gets the page, which knows what stands there. */
  readonly page = (request: Request, response: Response, next: NextFunction): void => {
    if (!this.servePage || !reads(request) || !isNavigation(request)) return next();
    protect(request, response, () => this.servePage!(request, response, next));
  };
}

/** A file of the build whose name changes with its content is good for ever. */
function keepByName(response: { setHeader(name: string, value: string): unknown }, path: string): void {
  response.setHeader('Cache-Control', path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache');
}

function reads({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** What a program fetches is no page; browsers that do not say what they are doing ask for HTML by name. */
function isNavigation(request: Request): boolean {
  const mode = request.header('sec-fetch-mode');
  return mode ? mode === 'navigate' : /\btext\/html\b/.test(request.header('accept') ?? '');
}
