import { Injectable } from '@nestjs/common';

/**
 * The only source of the present in the application. With the `CLOCK` setting it starts at that instant and runs on; tests set
 * and advance it.
 */
@Injectable()
export class Clock {
  private offset = Temporal.Duration.from({ seconds: 0 });

  constructor(start?: Temporal.Instant) {
    if (start) this.set(start);
  }

  now(): Temporal.Instant {
    const now = Temporal.Now.instant();
    return this.offset.blank ? now : now.add(this.offset);
  }

  /** Moves the clock to an instant, from which it runs on. */
  set(instant: Temporal.Instant): void {
    this.offset = instant.since(Temporal.Now.instant());
  }

  /** Runs ahead; a day is 24 hours here. */
  advance({ days = 0, hours = 0, minutes = 0, seconds = 0 }: { days?: number; hours?: number; minutes?: number; seconds?: number }): void {
    this.offset = this.offset.add({ hours: days * 24 + hours, minutes, seconds });
  }
}
