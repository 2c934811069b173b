import { availableParallelism } from 'node:os';
import { hash, parseOptions, verify } from '@node-rs/argon2';
import { Inject, Injectable } from '@nestjs/common';
import { PasswordCheckBusy } from '../accounts.errors.js';

/** What one Argon2id computation costs. */
export interface HashCost {
  memoryCost: number;
  timeCost: number;
  parallelism: number;
}

/** OWASP's first choice for Argon2id: 19 MiB, two passes, one lane. */
export const OWASP_COST: HashCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
export const HASH_COST = Symbol('hash-cost');

/** One core stays free for everything that is not a password. */
const AT_ONCE = Math.max(1, availableParallelism() - 1);
/** Some seconds' worth of waiting; who comes after that is asked to try again. */
const MOST_WAITING = 200;

/** Hashes and checks passwords, a few at a time: a burst of sign-ins waits in line and leaves the rest of the portal its share. */
@Injectable()
export class PasswordHasher {
  private running = 0;
  private readonly waiting: (() => void)[] = [];
  private decoy?: string;

  constructor(@Inject(HASH_COST) private readonly cost: HashCost) {}

  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(normalized(password), this.cost));
  }

  /** Checks a password; against no hash at all it takes as long and says no. */
  async matches(password: string, stored: string | null): Promise<boolean> {
    const decoy = await this.decoyHash();
    const same = await this.inTurn(() => verify(stored ?? decoy, normalized(password)));
    return same && stored !== null;
  }

  /** Whether the hash was made at another cost than today's and is to be made again while the password is at hand. */
  isOutdated(stored: string): boolean {
    const made = parseOptions(stored);
    return made.memoryCost !== this.cost.memoryCost || made.timeCost !== this.cost.timeCost || made.parallelism !== this.cost.parallelism;
  }

  private async decoyHash(): Promise<string> {
    return (this.decoy ??= await this.inTurn(() => hash('nobody has this password', this.cost)));
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.running < AT_ONCE) {
      this.running++;
    } else {
      if (this.waiting.length >= MOST_WAITING) throw new PasswordCheckBusy();
      // Whoever is done hands its place on, so `running` stays as it is.
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    }
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running--;
    }
  }
}

/** The same characters typed on different keyboards are the same password (NIST 800-63B-4, 3.1.1.2). */
function normalized(password: string): string {
  return password.normalize('NFC');
}
