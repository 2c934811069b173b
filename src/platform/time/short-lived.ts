import type { Clock } from './clock.js';

/**
 * What was read a moment ago, shared by all requests of this process. `forget` after the commit that changed it; another replica
 * notices when its copy is `forMilliseconds` old.
 */
export class ShortLived<T> {
  private kept?: { value: Promise<T>; readAt: number };

  constructor(
    private readonly clock: Clock,
    private readonly forMilliseconds: number,
    private readonly read: () => Promise<T>,
  ) {}

  async get(): Promise<T> {
    const now = this.clock.now().epochMilliseconds;
    // A clock that was set back makes the age negative: read again.
    const age = this.kept ? now - this.kept.readAt : -1;
    if (this.kept && age >= 0 && age < this.forMilliseconds) return this.kept.value;
    // The promise itself is kept: requests that arrive together share one read, and `forget` drops a read under way as well.
    const entry = { value: this.read(), readAt: now };
    this.kept = entry;
    entry.value.catch(() => {
      if (this.kept === entry) this.forget();
    });
    return entry.value;
  }

  forget(): void {
    this.kept = undefined;
  }
}
