import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../database/database.js';

export interface JobOptions {
  /** A job with the same key that still waits is replaced by this one. */
  key?: string;
  /** Not before; real time, not the application's clock. */
  runAt?: Temporal.Instant;
  /** Default 16. */
  maxAttempts?: number;
  /** Jobs of one queue run one after another. */
  queue?: string;
}

/** Queues work. Inside a transaction the job exists if and only if the transaction is stored. */
@Injectable()
export class Jobs {
  constructor(private readonly database: Database) {}

  async enqueue(task: string, payload: Record<string, unknown>, options: JobOptions = {}): Promise<void> {
    await this.database.execute(sql`
      select graphile_worker.add_job(
        ${task}, ${JSON.stringify(payload)}::json,
        queue_name => ${options.queue ?? null}, run_at => ${options.runAt?.toString() ?? null}::timestamptz,
        max_attempts => ${options.maxAttempts ?? 16}::int, job_key => ${options.key ?? null})`);
  }
}
