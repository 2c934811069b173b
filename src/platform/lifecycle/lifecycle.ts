import { Injectable } from '@nestjs/common';

/** Whether this process is still wanted: a stopping one finishes what it has begun and asks for nothing new. */
@Injectable()
export class Lifecycle {
  private stopping = false;
  private readonly listeners: (() => void)[] = [];

  get isStopping(): boolean {
    return this.stopping;
  }

  beginStopping(): void {
    this.stopping = true;
    for (const listener of this.listeners) listener();
  }

  /** For what would go on for ever. */
  whenStopping(listener: () => void): void {
    this.listeners.push(listener);
  }
}
