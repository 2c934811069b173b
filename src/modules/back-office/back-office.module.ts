import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { RecordsModule } from '../records/index.js';
import { FollowUps } from './follow-ups.js';
import { RecordExport } from './record-export.js';
import { RecordNotes } from './record-notes.js';
import { RecordsAdminController } from './records.admin.controller.js';
import { WorkAssignment } from './work-assignment.js';
import { WorkQueue } from './work-queue.js';
import { WorkQueueAdminController } from './work-queue.admin.controller.js';

@Module({
  imports: [AccountsModule, RecordsModule],
  controllers: [RecordsAdminController, WorkQueueAdminController],
  providers: [WorkQueue, WorkAssignment, FollowUps, RecordNotes, RecordExport],
  exports: [FollowUps],
})
export class BackOfficeModule {}
