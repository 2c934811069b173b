import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { CsvImportsService } from '../../../platform/csv/csv-imports.service.js';
import type { BatchOutcome, CsvBatch, CsvListWriter } from '../../../platform/csv/csv-list.js';
import { CsvLoader } from '../../../platform/csv/csv-loader.js';
import { Database } from '../../../platform/database/database.js';
import { Job, ScheduledJob } from '../../../platform/jobs/job.decorators.js';
import type { UnitColumn } from './unit-line.rules.js';
import { UnitLines } from './unit-lines.js';
import { UNIT_LIST } from './unit-list.js';

/** What a list of conveyances does. */
@Injectable()
export class UnitLoader implements CsvListWriter<UnitColumn> {
  constructor(
    private readonly database: Database,
    private readonly loader: CsvLoader,
    private readonly imports: CsvImportsService,
    private readonly units: UnitLines,
  ) {}

  @Job(UNIT_LIST.task)
  load({ importId }: { importId: string }): Promise<void> {
    return this.loader.load(UNIT_LIST, importId, this);
  }

  write({ importId, lines }: CsvBatch<UnitColumn>): Promise<BatchOutcome> {
    return this.units.load(importId, lines);
  }

  /** Nobody asks any more which line had which unit. */
  async finish(importId: string): Promise<void> {
    await this.database.execute(sql`delete from conveyance.import_line where import_id = ${importId}`);
  }

  @ScheduledJob({
    id: 'conveyance.discard-broken-lists',
    cron: '25 3 * * *',
    description: 'Removes lists of conveyances whose upload broke off more than a day ago.',
  })
  discardBroken(): Promise<void> {
    return this.imports.discardBroken(UNIT_LIST);
  }
}
