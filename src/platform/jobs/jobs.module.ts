import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { Settings } from '../config/settings.js';
import { Housekeeping } from './housekeeping.js';
import { JobAdministration } from './job-administration.service.js';
import { JobRegistry } from './job-registry.js';
import { JobRunner } from './job-runner.js';
import { JobRuns } from './job-runs.js';
import { JobsAdminController } from './jobs.admin.controller.js';
import { Jobs } from './jobs.js';
import { ScheduleTicker } from './schedule-ticker.js';
import { WorkerPools } from './worker-pools.js';

@Global()
@Module({
  imports: [
    DiscoveryModule,
    ScheduleModule.forRootAsync({
      inject: [Settings],
      useFactory: ({ worker }: Settings) => ({ cronJobs: worker, intervals: false, timeouts: false }),
    }),
  ],
  controllers: [JobsAdminController],
  providers: [Jobs, JobRegistry, JobRuns, JobRunner, WorkerPools, ScheduleTicker, Housekeeping, JobAdministration],
  exports: [Jobs, JobRegistry, JobRuns, JobRunner, ScheduleTicker],
})
export class JobsModule {}
