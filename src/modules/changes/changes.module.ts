import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { ChangeStreams } from './change-streams.js';
import { ChangesController } from './changes.controller.js';
import { ChangesJobs } from './changes.jobs.js';
import { ChangesQueries } from './changes.queries.js';

@Module({
  imports: [AccountsModule],
  controllers: [ChangesController],
  providers: [ChangeStreams, ChangesQueries, ChangesJobs],
})
export class ChangesModule {}
