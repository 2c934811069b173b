import { MikroOrmModule } from '@mikro-orm/nestjs';
import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { AttachmentDownloads } from './attachments/attachment-downloads.js';
import { AttachmentFiles } from './attachments/attachment-files.js';
import { AttachmentScans } from './attachments/attachment-scans.js';
import { Attachment } from './attachments/attachment.entity.js';
import { AttachmentsController } from './attachments/attachments.controller.js';
import { AttachmentsQueries } from './attachments/attachments.queries.js';
import { AttachmentsService } from './attachments/attachments.service.js';
import { UploadLimits } from './attachments/upload/upload-limits.js';
import { FollowUps } from './desk/follow-ups.js';
import { RecordExport } from './desk/record-export.js';
import { RecordNotes } from './desk/record-notes.js';
import { RecordsAdminController } from './desk/records.admin.controller.js';
import { WorkAssignment } from './desk/work-assignment.js';
import { WorkQueue } from './desk/work-queue.js';
import { RecordLinksController } from './links/record-links.controller.js';
import { RecordLinksService } from './links/record-links.service.js';
import { IssuedPapers } from './papers/issued-papers.js';
import { VerificationAnswers } from './papers/verification-answers.js';
import { VerificationsController } from './papers/verifications.controller.js';
import { PartyRecords } from './party-records.queries.js';
import { RecordChronology } from './record-chronology.js';
import { RecordLookups } from './record-lookups.js';
import { RecordNumbers } from './record-numbers.js';
import { RecordSearchQueries } from './record-search.queries.js';
import { RecordShell } from './record.entity.js';
import { RecordsController } from './records.controller.js';
import { RecordsQueries } from './records.queries.js';
import { RecordsService } from './records.service.js';

@Module({
  imports: [MikroOrmModule.forFeature([RecordShell, Attachment]), AccountsModule],
  controllers: [RecordsController, RecordLinksController, AttachmentsController, RecordsAdminController, VerificationsController],
  providers: [
    RecordsService,
    RecordsQueries,
    PartyRecords,
    RecordNumbers,
    RecordLookups,
    RecordSearchQueries,
    RecordChronology,
    RecordLinksService,
    AttachmentsService,
    AttachmentsQueries,
    AttachmentFiles,
    AttachmentScans,
    AttachmentDownloads,
    UploadLimits,
    IssuedPapers,
    VerificationAnswers,
    WorkQueue,
    WorkAssignment,
    FollowUps,
    RecordNotes,
    RecordExport,
  ],
  exports: [RecordsService, AttachmentsService, PartyRecords, IssuedPapers, FollowUps],
})
export class RecordsModule {}
