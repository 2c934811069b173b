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
import { RecordShell } from './record.entity.js';
import { RecordNumbers } from './record-numbers.js';
import { RecordsQueries } from './records.queries.js';
import { RecordsService } from './records.service.js';

@Module({
  imports: [MikroOrmModule.forFeature([RecordShell, Attachment]), AccountsModule],
  controllers: [AttachmentsController],
  providers: [
    RecordsService,
    RecordsQueries,
    RecordNumbers,
    AttachmentsService,
    AttachmentsQueries,
    AttachmentFiles,
    AttachmentScans,
    AttachmentDownloads,
    UploadLimits,
  ],
  exports: [RecordsService, AttachmentsService],
})
export class RecordsModule {}
