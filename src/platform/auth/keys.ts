import { createHmac, hkdfSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';

/** Keys for one purpose each, all derived from `JWT_SECRET`: whoever learns one of them has learned none of the others. */
@Injectable()
export class Keys {
  private readonly secret: Buffer;
  private readonly derived = new Map<string, Buffer>();

  constructor(settings: Settings) {
    this.secret = Buffer.from(settings.jwtSecret);
  }

  /** 32 bytes, always the same for a purpose as long as the secret is. */
  for(purpose: string): Buffer {
    let key = this.derived.get(purpose);
    if (!key) {
      key = Buffer.from(hkdfSync('sha256', this.secret, 'frontcounter', purpose, 32));
      this.derived.set(purpose, key);
    }
    return key;
  }

  /** A keyed fingerprint: the same text gives the same bytes, and nobody without the secret can test a guess. */
  fingerprint(purpose: string, text: string): Buffer {
    return createHmac('sha256', this.for(purpose)).update(text).digest();
  }
}
