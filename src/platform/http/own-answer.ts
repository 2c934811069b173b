import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';

type Keep = (body: unknown) => Promise<void>;

/**
 * For handlers with transactions of their own: what they answer is kept under the caller's key in the very transaction that makes
 * what it tells of. Else whoever asks again after a crash would be told that it is there already, and not that it is theirs.
 */
@Injectable()
export class OwnAnswer {
  private readonly storage = new AsyncLocalStorage<Keep>();

  run<T>(keep: Keep, work: () => Promise<T>): Promise<T> {
    return this.storage.run(keep, work);
  }

  /** In the open transaction; without a key there is nothing to keep. */
  async keep(body: unknown): Promise<void> {
    await this.storage.getStore()?.(body);
  }
}
