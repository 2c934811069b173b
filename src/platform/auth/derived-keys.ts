import { createHmac, hkdfSync } from 'node:crypto';

/** Keys for one purpose each, all derived from one secret: whoever learns one of them has learned none of the others. */
export class DerivedKeys {
  private readonly secret: Buffer;
  private readonly derived = new Map<string, Buffer>();

  constructor(secret: string) {
    this.secret = Buffer.from(secret);
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
