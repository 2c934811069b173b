import { Logger, PinoLogger, type Params } from 'nestjs-pino';
import type { Settings } from '../config/settings.js';
import type { RequestContext } from '../http/request-context.js';
import { discreet } from './discretion.js';

/** What Nest says while it wires itself: a line for every module and route. */
const WIRING = new Set(['InstanceLoader', 'RouterExplorer', 'RoutesResolver', 'NestFactory', 'NestApplication']);

/**
 * The logger behind Nest's own: one line of JSON for each thing that happens, with the request and the account it belongs to. It
 * exists before the application does; `follow` tells it where to look for the request.
 */
export class AppLogger extends Logger {
  private context?: RequestContext;

  constructor(settings: Pick<Settings, 'logLevel'>) {
    const params = pinoParams(settings, () => this.belonging());
    super(new PinoLogger(params), params);
  }

  follow(context: RequestContext): void {
    this.context = context;
  }

  override log(message: unknown, ...more: unknown[]): void {
    if (WIRING.has(String(more.at(-1)))) this.debug(message, ...more);
    else super.log(message, ...more);
  }

  private belonging(): object {
    const { requestId, actorId } = this.context ?? {};
    return { ...(requestId ? { requestId } : {}), ...(actorId ? { accountId: actorId } : {}) };
  }
}

function pinoParams({ logLevel }: Pick<Settings, 'logLevel'>, mixin: () => object): Params {
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
      hooks: { streamWrite: discreet },
    },
  };
}

/** Drivers hang rows and statements onto their errors, so only what is named here is told. */
function describeError(error: Error & { code?: unknown; constraint?: unknown }) {
  const { name: type, message, stack, code, constraint, cause } = error;
  return { type, message, stack, code, constraint, ...(cause instanceof Error ? { cause: cause.stack } : {}) };
}
