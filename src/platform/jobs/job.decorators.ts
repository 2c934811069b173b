import { SetMetadata } from '@nestjs/common';

export const JOB = Symbol('job');
export const SCHEDULED_JOB = Symbol('scheduled-job');

/** Marks the method that does the work queued under `task` (`Jobs.enqueue`); its argument is the payload. Safe to run twice. */
export const Job = (task: string): MethodDecorator => SetMetadata(JOB, task);

export interface Schedule {
  /** Fixed id, `module.what-it-does`. */
  id: string;
  /** Five-field cron expression in the city's civil time: `30 7 * * 1-5` is 7:30, Monday to Friday. */
  cron: string;
  /** One sentence for the administrator. */
  description: string;
}

/**
 * Marks work that the clock starts, in the city's civil time. Any number of replicas run it once for a due time, a machine that
 * was down catches up with one run, and it must be safe to run again and late. The method gets `{ dueAt: Temporal.Instant }`.
 */
export const ScheduledJob = (schedule: Schedule): MethodDecorator => SetMetadata(SCHEDULED_JOB, schedule);
