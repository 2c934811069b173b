import { Injectable } from '@nestjs/common';
import type { FeeForm } from './fee-schedule.rules.js';

/**
 * The forms whose answers fees are worked out from. They belong to modules above this one, which offer them at start, so that a
 * schedule is checked against them without a call upwards.
 */
@Injectable()
export class FeeForms {
  private readonly sources: (() => Promise<FeeForm[]>)[] = [];

  offer(source: () => Promise<FeeForm[]>): void {
    this.sources.push(source);
  }

  async all(): Promise<FeeForm[]> {
    return (await Promise.all(this.sources.map((source) => source()))).flat();
  }
}
