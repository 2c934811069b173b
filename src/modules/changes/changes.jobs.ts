import { Injectable } from '@nestjs/common';
import { ScheduledJob } from '../../platform/jobs/job.decorators.js';
import { ChangesQueries } from './changes.queries.js';
import { KEPT_HOURS } from './position.rules.js';

@Injectable()
export class ChangesJobs {
  constructor(private readonly queries: ChangesQueries) {}

  @ScheduledJob({
    id: 'changes.forget',
    cron: '20 * * * *',
    description: 'Forgets which records, messages and carts changed more than a day ago.',
  })
  async forget(): Promise<{ forgotten: number }> {
    // An hour longer than is promised, for whoever reads just now.
    return { forgotten: await this.queries.forget(KEPT_HOURS + 1) };
  }
}
