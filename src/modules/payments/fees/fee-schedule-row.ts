import type { FeeScheduleStatus } from './fee-schedule.status.js';

/** A version as the database keeps it. */
export interface FeeScheduleRow {
  version: number;
  status: FeeScheduleStatus;
  effectiveOn: string | null;
  note: string;
  createdAt: string;
  publishedAt: string | null;
}
