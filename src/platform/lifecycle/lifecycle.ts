import { Injectable } from '@nestjs/common';

/** Whether this process is still wanted: a stopping one finishes what it has begun and asks for nothing new. */
@Injectable()
export class Lifecycle {
  private stopping = false;

  get isStopping(): boolean {
    return this.stopping;
  }

  beginStopping(): void {
    this.stopping = true;
  }
}
