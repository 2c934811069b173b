import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../platform/time/clock.js';
import { ShortLived } from '../../../platform/time/short-lived.js';
import type { FeeSchedule, FeeScheduleVersion } from './fee-schedule.js';
import { FeeScheduleNotFound } from './fee-schedule.errors.js';

/** How long another replica may still quote the schedule that was in force before a publication. */
const MOST_AGE_MS = 2_000;

interface Published {
  version: number;
  effectiveOn: Temporal.PlainDate;
}

/** The fee schedules that permits are billed by: one in force on each day, every version for ever. */
@Injectable()
export class FeeSchedules {
  private readonly published: ShortLived<Published[]>;
  /** Published versions never change, so they stay right for as long as the process lives. */
  private readonly versions = new Map<number, FeeScheduleVersion>();

  constructor(
    private readonly database: Database,
    clock: Clock,
  ) {
    this.published = new ShortLived(clock, MOST_AGE_MS, () => this.readPublished());
  }

  async inForce(on: Temporal.PlainDate): Promise<FeeScheduleVersion> {
    const newestFirst = await this.published.get();
    const current = newestFirst.find(({ effectiveOn }) => Temporal.PlainDate.compare(effectiveOn, on) <= 0);
    if (!current) throw new FeeScheduleNotFound(`No fee schedule is in force on ${on.toString()}; an administrator has to publish one.`);
    return this.version(current.version);
  }

  /** A published version by its number. */
  async version(version: number): Promise<FeeScheduleVersion> {
    const known = this.versions.get(version);
    if (known) return known;
    const row = await this.database.row(sql<{ effectiveOn: string; schedule: FeeSchedule }>`
      select effective_on, schedule from payments.fee_schedule where version = ${version} and status = 'published'`);
    if (!row) throw new FeeScheduleNotFound(`Fee schedule ${version} is not published.`);
    const found = { version, effectiveOn: Temporal.PlainDate.from(row.effectiveOn), schedule: row.schedule };
    this.versions.set(version, found);
    return found;
  }

  /** What any version says, drafts included; for trying it out. */
  async content(version: number): Promise<FeeSchedule> {
    const row = await this.database.row(
      sql<{ schedule: FeeSchedule }>`select schedule from payments.fee_schedule where version = ${version}`,
    );
    if (!row) throw new FeeScheduleNotFound(`There is no fee schedule ${version}; listFeeSchedules names those that exist.`);
    return row.schedule;
  }

  /** Call after the commit of a publication. */
  forget(): void {
    this.published.forget();
  }

  private async readPublished(): Promise<Published[]> {
    const rows = await this.database.rows(sql<{ version: number; effectiveOn: string }>`
      select version, effective_on from payments.fee_schedule where status = 'published' order by effective_on desc, version desc`);
    return rows.map(({ version, effectiveOn }) => ({ version, effectiveOn: Temporal.PlainDate.from(effectiveOn) }));
  }
}
