import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { CsvImportsService } from '../../../platform/csv/csv-imports.service.js';
import type { BatchOutcome, CsvBatch, CsvListWriter } from '../../../platform/csv/csv-list.js';
import { CsvLoader } from '../../../platform/csv/csv-loader.js';
import { Database } from '../../../platform/database/database.js';
import { Job, ScheduledJob } from '../../../platform/jobs/job.decorators.js';
import { CityProfile } from '../city-profile.js';
import { planBatch } from './import-batch.rules.js';
import { readParcelLine, type LineDefaults, type ParcelColumn, type ParcelLine } from './parcel-line.rules.js';
import { PARCEL_LIST } from './parcel-list.js';
import { ParcelRows } from './parcel-rows.js';

/** What a list of parcels does. */
@Injectable()
export class ParcelLoader implements CsvListWriter<ParcelColumn> {
  constructor(
    private readonly database: Database,
    private readonly loader: CsvLoader,
    private readonly imports: CsvImportsService,
    private readonly rows: ParcelRows,
    private readonly city: CityProfile,
  ) {}

  @Job(PARCEL_LIST.task)
  load({ importId }: { importId: string }): Promise<void> {
    return this.loader.load(PARCEL_LIST, importId, this);
  }

  async write({ importId, columns, lines }: CsvBatch<ParcelColumn>): Promise<BatchOutcome> {
    const { city, state, zip } = this.city.counter.address;
    const districts = this.city.inspection.districts?.map(({ code }) => code) ?? [];
    const defaults: LineDefaults = { city, state, zip, districts };
    const read = lines.map((line) => readParcelLine(line, columns, defaults));
    const wrong = read.filter((line) => Array.isArray(line));
    const right = read.filter((line): line is ParcelLine => !Array.isArray(line));
    const plan = planBatch(importId, right, await this.rows.onFile(right));
    await this.rows.save(plan);
    return { ...plan, refused: plan.refused + wrong.length, problems: [...wrong.flat(), ...plan.problems] };
  }

  /** A complete list retires what it does not name. While a line of it is wrong, nobody knows what that names. */
  async finish(importId: string): Promise<void> {
    const isComplete = await this.database.row(sql`
      select 1 from city.parcel_import where id = ${importId} and replaces and lines > 0 and refused = 0`);
    if (isComplete) await this.rows.retireUnnamed(importId);
  }

  @ScheduledJob({
    id: 'city.discard-broken-lists',
    cron: '20 3 * * *',
    description: 'Removes lists of parcels whose upload broke off more than a day ago.',
  })
  discardBroken(): Promise<void> {
    return this.imports.discardBroken(PARCEL_LIST);
  }
}
