import { MikroOrmModule } from '@mikro-orm/nestjs';
import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { RecordsModule } from '../records/index.js';
import { OwnFiles } from './own-files.js';
import { AttachmentDownloads } from './attachment-downloads.js';
import { AttachmentFiles } from './attachment-files.js';
import { AttachmentKeeping } from './attachment-keeping.js';
import { AttachmentScans } from './attachment-scans.js';
import { Attachment } from './attachment.entity.js';
import { AttachmentsController } from './attachments.controller.js';
import { AttachmentsQueries } from './attachments.queries.js';
import { AttachmentsService } from './attachments.service.js';
import { OutsiderFiles } from './outsider-files.js';
import { PartyUploads } from './party-uploads.js';
import { ReviewFiles } from './review-files.js';
import { UploadLimits } from './upload/upload-limits.js';

@Module({
  imports: [MikroOrmModule.forFeature([Attachment]), AccountsModule, RecordsModule],
  controllers: [AttachmentsController],
  providers: [
    OwnFiles,
    AttachmentsService,
    AttachmentKeeping,
    OutsiderFiles,
    PartyUploads,
    AttachmentsQueries,
    AttachmentFiles,
    AttachmentScans,
    AttachmentDownloads,
    UploadLimits,
    ReviewFiles,
  ],
  exports: [AttachmentsService, OutsiderFiles, AttachmentFiles, UploadLimits, ReviewFiles],
})
export class AttachmentsModule {}
