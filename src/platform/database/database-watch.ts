import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from './database.js';

const LOOK_EVERY_MILLISECONDS = 1000;

/** Says once that the database is away and once that it is back, however many requests and jobs notice. */
@Injectable()
export class DatabaseWatch implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Database');
  private isAway = false;
  private isOver = false;

  constructor(private readonly database: Database) {}

  beforeApplicationShutdown(): void {
    this.isOver = true;
  }

  /** Somebody could not reach it. */
  failed(error: unknown): void {
    if (this.isAway || this.isOver) return;
    this.isAway = true;
    const { code, message } = error as { code?: string; message?: string };
    this.logger.error(`The database does not answer (${code ?? message}); requests are answered with 503 until it does.`);
    void this.untilBack(Date.now());
  }

  private async untilBack(since: number): Promise<void> {
    while (this.isAway && !this.isOver) {
      await sleep(LOOK_EVERY_MILLISECONDS, undefined, { ref: false });
      await this.database.row(sql`select 1`).then(
        () => (this.isAway = false),
        () => {},
      );
    }
    if (!this.isOver) this.logger.log(`The database answers again, after ${Math.round((Date.now() - since) / 1000)} s.`);
  }
}
