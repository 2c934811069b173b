import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { DerivedKeys } from './derived-keys.js';
import { decrypt, encrypt } from './encryption.js';

/** Stands before what names its key; what was encrypted before keys had names begins at random. */
const NAMED = 1;
const ID_BYTES = 4;

interface DataKey {
  id: Buffer;
  keys: DerivedKeys;
}

/**
 * Keys of `DATA_KEY`, for what is stored for good and for codes on paper. There can be several: the first one is used for what is new,
 * all of them for what is there.
 */
@Injectable()
export class DataKeys {
  private readonly all: DataKey[];

  constructor({ dataKeys }: Settings) {
    this.all = dataKeys.map((secret) => ({
      id: createHash('sha256').update(`frontcounter data key ${secret}`).digest().subarray(0, ID_BYTES),
      keys: new DerivedKeys(secret),
    }));
  }

  /** Names of the keys, which tell nothing of them; the one for what is new comes first. */
  get ids(): string[] {
    return this.all.map(({ id }) => id.toString('hex'));
  }

  /** As `encrypt`, and with the name of its key. */
  encrypt(purpose: string, context: string, text: string): Buffer {
    const { id, keys } = this.all[0]!;
    return Buffer.concat([Buffer.from([NAMED]), id, encrypt(keys.for(purpose), context, text)]);
  }

  /** Undefined when none of the keys opens it. */
  decrypt(purpose: string, context: string, encrypted: Buffer): string | undefined {
    const named = this.all.find(({ id }) => isOf(id, encrypted));
    const text = named && decrypt(named.keys.for(purpose), context, encrypted.subarray(1 + ID_BYTES));
    if (text !== undefined) return text;
    for (const { keys } of this.all) {
      const unnamed = decrypt(keys.for(purpose), context, encrypted);
      if (unnamed !== undefined) return unnamed;
    }
    return undefined;
  }

  /** Whether it was encrypted with the key for what is new. */
  isCurrent(encrypted: Buffer): boolean {
    return isOf(this.all[0]!.id, encrypted);
  }

  /** For what is new. */
  fingerprint(purpose: string, text: string): Buffer {
    return this.all[0]!.keys.fingerprint(purpose, text);
  }

  /** By each key, to find what is there. */
  fingerprints(purpose: string, text: string): Buffer[] {
    return this.all.map(({ keys }) => keys.fingerprint(purpose, text));
  }
}

function isOf(id: Buffer, encrypted: Buffer): boolean {
  return encrypted[0] === NAMED && encrypted.subarray(1, 1 + ID_BYTES).equals(id);
}
