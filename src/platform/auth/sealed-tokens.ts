import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Keys } from './keys.js';

/**
 * Tokens of mailed links: the id of what the link stands for, with an HMAC of purpose and id. A letter can be written again at any
 * time, and the database holds nothing, not even a hash, that would help whoever reads it to make one.
 */
@Injectable()
export class SealedTokens {
  constructor(private readonly keys: Keys) {}

  /** `key` names the family of links (its own key of `Keys`), `purpose` what this one is for. */
  make(key: string, purpose: string, id: string): string {
    return `${Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')}.${this.seal(key, purpose, id).toString('base64url')}`;
  }

  /** What a token was made for, when it was made here for one of these purposes. */
  read<P extends string>(key: string, token: string, purposes: readonly P[]): { id: string; purpose: P } | undefined {
    const [idPart = '', sealPart = ''] = token.split('.');
    const hex = Buffer.from(idPart, 'base64url').toString('hex');
    if (hex.length !== 32) return undefined;
    const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
    const seal = Buffer.from(sealPart, 'base64url');
    const purpose = purposes.find((each) => {
      const right = this.seal(key, each, id);
      return seal.length === right.length && timingSafeEqual(seal, right);
    });
    return purpose && { id, purpose };
  }

  private seal(key: string, purpose: string, id: string): Buffer {
    return createHmac('sha256', this.keys.for(key)).update(`${purpose}:${id}`).digest();
  }
}
