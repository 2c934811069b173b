import { Logger, PinoLogger, type Params } from 'nestjs-pino';
import type { Settings } from '../config/settings.js';
import type { RequestContext } from '../http/request-context.js';
import { forPeople } from './for-people.js';
import { redact } from './redaction.js';

/** What Nest says while it wires itself: a line for every module and route. */
const WIRING = new Set(['InstanceLoader', 'RouterExplorer', 'RoutesResolver', 'NestFactory', 'NestApplication']);

const REQUESTS = 'Http';

/**
 * The logger behind Nest's own: one line of JSON for each thing that happens, with the request and the account it belongs to; plain
 * lines for whoever starts a portal in a terminal. It
 * exists before the application does; `follow` tells it where to look for the request.
 */
export class AppLogger extends Logger {
  private context?: RequestContext;

  /** Whether somebody reads it as it is written. */
  private readonly isRead: boolean;

  constructor(settings: Pick<Settings, 'logLevel' | 'production'>, isTerminal = process.stdout.isTTY === true) {
    const isRead = isTerminal && !settings.production;
    const params = pinoParams(settings, () => this.belonging(), isRead);
    super(new PinoLogger(params), params);
    this.isRead = isRead;
  }

  follow(context: RequestContext): void {
    this.context = context;
  }

  override log(message: unknown, ...more: unknown[]): void {
    const context = String(more.at(-1));
    // At a terminal the requests of one's own browser only hide what matters.
    if (WIRING.has(context) || (this.isRead && context === REQUESTS)) this.debug(message, ...more);
    else super.log(message, ...more);
  }

  private belonging(): object {
    const { requestId, actorId } = this.context ?? {};
    return { ...(requestId ? { requestId } : {}), ...(actorId ? { accountId: actorId } : {}) };
  }
}

function pinoParams({ logLevel }: Pick<Settings, 'logLevel'>, mixin: () => object, isRead: boolean): Params {
  return {
    pinoHttp: {
      level: logLevel,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: { level: (level) => ({ level }) },
      mixin,
      serializers: { err: describeError },
      wrapSerializers: false,
      redact: ['password', 'token', 'authorization', 'cookie', '*.password', '*.token', '*.authorization', '*.cookie'],
      hooks: { streamWrite: isRead ? (line: string) => forPeople(redact(line)) : redact },
    },
  };
}

/** Drivers hang rows and statements onto their errors, so only what is named here is told. */
function describeError(error: Error & { code?: unknown; constraint?: unknown }) {
  const { name: type, message, stack, code, constraint, cause } = error;
  return { type, message, stack, code, constraint, ...(cause instanceof Error ? { cause: cause.stack } : {}) };
}
