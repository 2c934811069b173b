import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { ScheduledJob } from '../../platform/jobs/job.decorators.js';
import { RecordsService } from '../records/index.js';
import { ProjectParties } from './project-parties.js';

const BATCH = 100;

/** What a change of the city's profile asks for: nothing else moves the parties of all projects at once. */
@Injectable()
export class ProjectJobs {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly parties: ProjectParties,
  ) {}

  @ScheduledJob({
    id: 'records.align-project-parties',
    cron: '40 0 * * *',
    description: 'Links parties of projects to their records, or takes those links away, after the city has changed its choice.',
  })
  async align(): Promise<void> {
    if (!this.parties.seeRecords) {
      while (await this.parties.leaveSome(BATCH));
      return;
    }
    let after: string | null = null;
    do {
      const projects: { id: string }[] = await this.database.rows(sql<{ id: string }>`
        select record_id as id from records.project where ${after}::uuid is null or record_id > ${after}::uuid order by record_id limit ${BATCH}`);
      for (const { id } of projects) {
        await this.database.transaction(async () => {
          await this.records.lockForUpdate(id);
          await this.parties.align(id);
        });
      }
      after = projects.length === BATCH ? projects.at(-1)!.id : null;
    } while (after);
  }
}
