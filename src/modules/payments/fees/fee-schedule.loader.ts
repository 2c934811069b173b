import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../platform/time/clock.js';
import { BusinessCalendar, CatalogueFileError, CityProfile, defineCatalogue, readCatalogueFile } from '../../city/index.js';
import type { FeeSchedule } from './fee-schedule.js';
import { feeScheduleProblems, type FeeForm } from './fee-schedule.rules.js';
import { FeeSchedules } from './fee-schedules.service.js';
import { toFeeSchedule } from './fee-schedule-content.dto.js';
import { FeeScheduleFile } from './fee-schedules.dto.js';

/** Any constant: replicas that start together take turns. */
const LOADING_LOCK = 7_106_307;

/** Makes the city's file version 1 when there is no fee schedule yet; from then on administrators publish new versions. */
@Injectable()
export class FeeScheduleLoader implements OnApplicationBootstrap {
  private loading?: Promise<void>;

  constructor(
    private readonly database: Database,
    private readonly profile: CityProfile,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
    private readonly schedules: FeeSchedules,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    return this.loaded();
  }

  /** For modules above that need a schedule while they start themselves. */
  loaded(): Promise<void> {
    this.loading ??= this.load();
    return this.loading;
  }

  /** Refuses to start on a file whose fees do not fit the forms; asked by the module that owns them, when it loads its own file. */
  check(schedule: FeeSchedule, forms: readonly FeeForm[]): void {
    const problems = feeScheduleProblems(schedule, forms);
    if (problems.length > 0) throw new CatalogueFileError(this.profile.catalogues.feeSchedule, problems);
  }

  private async load(): Promise<void> {
    const isFilled = await this.database.transaction(async () => {
      await this.database.execute(sql`select pg_advisory_xact_lock(${LOADING_LOCK})`);
      if (await this.database.row(sql`select 1 from payments.fee_schedule limit 1`)) return true;
      const { note, effectiveOn, schedule } = readFeeScheduleFile(this.profile.catalogues.feeSchedule);
      const today = this.calendar.today();
      const from = Temporal.PlainDate.compare(effectiveOn, today) < 0 ? effectiveOn : today;
      const now = this.clock.now().toString();
      await this.database.execute(sql`
        insert into payments.fee_schedule (version, status, effective_on, note, schedule, revision, created_at, published_at)
        values (1, 'published', ${from.toString()}, ${note}, ${JSON.stringify(schedule)}::jsonb, 1, ${now}, ${now})`);
      return false;
    });
    if (isFilled) await this.tellWhetherItDiffers();
    this.schedules.forget();
  }

  /** Whoever edits the file of a portal that runs would otherwise wait for the change in vain. */
  private async tellWhetherItDiffers(): Promise<void> {
    const logger = new Logger('City');
    const path = this.profile.catalogues.feeSchedule;
    try {
      const { schedule } = readFeeScheduleFile(path);
      const isKnown = await this.database.row(sql`
        select 1 from payments.fee_schedule where schedule = ${JSON.stringify(schedule)}::jsonb limit 1`);
      if (isKnown) return;
      logger.warn(
        `${path} is none of the fee schedules in the portal. It fills an empty database only: the portal goes by what is published with admin/fee-schedules.`,
      );
    } catch (error) {
      if (!(error instanceof CatalogueFileError)) throw error;
      logger.warn(`${error.message}\nThe portal goes by what is published with admin/fee-schedules.`);
    }
  }
}

/** The city's file: a fee schedule and the day from which it counts. */
export function readFeeScheduleFile(path: string): { note: string; effectiveOn: Temporal.PlainDate; schedule: FeeSchedule } {
  const file = readCatalogueFile(path, FeeScheduleFile);
  return { note: file.note, effectiveOn: Temporal.PlainDate.from(file.effectiveOn), schedule: toFeeSchedule(file) };
}

defineCatalogue(({ catalogues }) => readFeeScheduleFile(catalogues.feeSchedule));
