import { randomUUID } from 'node:crypto';
import type { INestApplication } from '@nestjs/common';
import type { CorsOptions } from '@nestjs/common/interfaces/external/cors-options.interface.js';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Request, Response } from 'express';
import helmet from 'helmet';
import { Settings } from '../config/settings.js';
import { asDomainError } from './error-mapping.js';
import { DatabaseWatch } from '../database/database-watch.js';
import { compressText } from './compression.js';
import { FrontEnd } from './front-end.js';
import { Metrics } from '../health/metrics.js';
import { requestLog } from '../logging/request-log.js';
import { UnsupportedMediaType } from './http.errors.js';
import { foreignOrigins } from './origins.js';
import { ProblemFilter } from './problem.filter.js';
import { RequestContext } from './request-context.js';
import { warnOfUnknownProxy } from './unknown-proxy.js';
import { methodsHere } from './unknown-routes.js';
import { validationPipe } from './validation.js';

const PREFIX = 'v1';
/** Addresses that stay where they are when the API gets a new version. */
const OUTSIDE = ['health', 'ready', 'metrics', 'problems', 'problems/:code', 'dev/{*path}', 'sandbox/{*path}'];
/** The bytes of webhooks are kept as `rawBody`, because their senders sign them. */
const JSON_BODY = {
  limit: '1mb',
  verify: (request: { url?: string; rawBody?: Buffer }, _response: unknown, bytes: Buffer) => {
    if (request.url?.startsWith(`/${PREFIX}/webhooks/`)) request.rawBody = bytes;
  },
};

/** What every request goes through, the same in production and in tests. */
export function configureHttp(app: INestApplication): void {
  const server = app as NestExpressApplication;
  const settings = app.get(Settings);
  if (settings.trustProxy !== undefined) server.set('trust proxy', settings.trustProxy);
  app.use(warnOfUnknownProxy(settings));
  // Only single resources carry an ETag, of their own.
  server.set('etag', false);
  server.disable('x-powered-by');

  app.use(app.get(FrontEnd).files);
  app.use(requestIds(app.get(RequestContext)));
  app.use(requestLog);
  app.use(app.get(Metrics).timeRequest);
  app.use(compressText);
  app.use(securityHeaders(settings));
  app.use(cachingAndOptions);
  app.enableCors(cors(settings));
  app.use(refuseForeignBodies);
  server.useBodyParser('json', JSON_BODY);
  server.useBodyParser('urlencoded', { extended: false, limit: '10kb' });
  // Translated here, because Nest turns what the parsers throw into exceptions that no longer say what was wrong.
  app.use((error: unknown, _request: Request, _response: Response, next: NextFunction) => next(asDomainError(error)));

  prefixRoutes(app);
  app.useGlobalPipes(validationPipe());
  app.useGlobalFilters(new ProblemFilter(settings.publicUrl, app.get(DatabaseWatch)));
}

/** Where the routes are found, apart from all that happens on the way. */
export function prefixRoutes(app: INestApplication): void {
  app.setGlobalPrefix(PREFIX, { exclude: OUTSIDE });
}

function requestIds(context: RequestContext) {
  return (request: Request, response: Response, next: NextFunction) => {
    const sent = request.header('x-request-id');
    const requestId = sent && /^[\w.-]{1,64}$/.test(sent) ? sent : randomUUID();
    response.setHeader('X-Request-Id', requestId);
    context.run({ requestId }, next);
  };
}

/** Strict for the API, and enough for the few pages that the portal serves itself, which have inline styles. */
function securityHeaders({ frontEndUrl, checkoutReturnUrl }: Settings) {
  // A form of the portal's own may lead on to the front end.
  const formAction = [
    "'self'",
    ...[frontEndUrl, checkoutReturnUrl].flatMap((url) => (url ? new URL(url.replace(/[{}]/g, '')).origin : [])),
  ];
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        formAction: [...new Set(formAction)],
        frameAncestors: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        styleSrc: ["'self'", "'unsafe-inline'"],
      },
    },
  });
}

/** Tokens travel in a header; the one cookie that there is goes to none but the city's own pages (`SessionCookie`). */
function cors(settings: Settings): CorsOptions {
  const origin = foreignOrigins(settings);
  return {
    origin,
    credentials: origin !== '*',
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: ['Content-Disposition', 'ETag', 'Idempotent-Replayed', 'Location', 'Retry-After', 'X-Request-Id'],
    maxAge: 600,
  };
}

/**
 * Answers are checked with the portal each time before they are used again; what came with a token stays with its reader. Who
 * asks what an address can do (`OPTIONS`) is told.
 */
function cachingAndOptions(request: Request, response: Response, next: NextFunction): void {
  const reads = request.method === 'GET' || request.method === 'HEAD';
  response.setHeader('Cache-Control', !reads ? 'no-store' : request.headers.authorization ? 'private, no-cache' : 'no-cache');
  if (reads) response.vary('Authorization').vary('Accept-Encoding');
  const preflight = request.headers['access-control-request-method'] !== undefined;
  if (request.method === 'OPTIONS' && !preflight) {
    const methods = methodsHere(request);
    if (methods.length > 0) {
      response.setHeader('Allow', methods.join(', '));
      response.status(204).end();
      return;
    }
  }
  next();
}

/** Where OAuth 2 sends a form. */
const TOKENS = `/${PREFIX}/oauth/token`;

/** The API reads JSON, and uploads where they are asked for. A body it cannot read is refused, not taken for an empty one. */
function refuseForeignBodies(request: Request, _response: Response, next: NextFunction): void {
  const hasBody = request.headers['transfer-encoding'] !== undefined || Number(request.headers['content-length'] ?? 0) > 0;
  const types = ['json', '+json', 'multipart/form-data', ...(request.path === TOKENS ? ['urlencoded'] : [])];
  const readable = !hasBody || !request.path.startsWith(`/${PREFIX}/`) || request.is(types);
  next(readable ? undefined : new UnsupportedMediaType('Send the body as application/json, and say so in Content-Type.'));
}
