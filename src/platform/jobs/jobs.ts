import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { addJob, type JobOptions } from './queue.js';

/** Queues work. Inside a transaction the job exists if and only if the transaction is stored. */
@Injectable()
export class Jobs {
  constructor(private readonly database: Database) {}

  async enqueue(task: string, payload: Record<string, unknown>, options: JobOptions = {}): Promise<void> {
    await this.database.execute(addJob(task, payload, options));
  }
}
