import { Logger } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import type { Settings } from '../config/settings.js';

const FORWARDED = ['x-forwarded-for', 'forwarded', 'x-real-ip'];

/** Behind a proxy that nobody has told of, everybody has its address: limits meant for one client are then those of the whole city. */
export function warnOfUnknownProxy({ production, trustProxy }: Settings) {
  let isToWarn = production && trustProxy === undefined;
  return (request: Request, _response: Response, next: NextFunction) => {
    if (isToWarn && FORWARDED.some((name) => request.headers[name] !== undefined)) {
      isToWarn = false;
      new Logger('Http').warn(
        'A request came through a proxy, but TRUST_PROXY is not set: all of the city counts as one client. Set the number of proxies in front, their networks, or off.',
      );
    }
    next();
  };
}
