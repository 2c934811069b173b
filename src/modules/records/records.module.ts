import { MikroOrmModule } from '@mikro-orm/nestjs';
import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { AttachmentDownloads } from './attachments/attachment-downloads.js';
import { AttachmentFiles } from './attachments/attachment-files.js';
import { AttachmentKeeping } from './attachments/attachment-keeping.js';
import { AttachmentScans } from './attachments/attachment-scans.js';
import { Attachment } from './attachments/attachment.entity.js';
import { AttachmentsController } from './attachments/attachments.controller.js';
import { AttachmentsQueries } from './attachments/attachments.queries.js';
import { AttachmentsService } from './attachments/attachments.service.js';
import { OutsiderFiles } from './attachments/outsider-files.js';
import { PartyUploads } from './attachments/party-uploads.js';
import { UploadLimits } from './attachments/upload/upload-limits.js';
import { FollowUps } from './desk/follow-ups.js';
import { RecordExport } from './desk/record-export.js';
import { RecordNotes } from './desk/record-notes.js';
import { RecordsAdminController } from './desk/records.admin.controller.js';
import { WorkAssignment } from './desk/work-assignment.js';
import { WorkQueue } from './desk/work-queue.js';
import { WorkQueueAdminController } from './desk/work-queue.admin.controller.js';
import { InvitationPagesController } from './invitations/invitation-pages.controller.js';
import { Invitation } from './invitations/invitation.entity.js';
import { InvitationLetters } from './invitations/invitation-letters.js';
import { InvitationLinks } from './invitations/invitation-links.js';
import { InvitationsController } from './invitations/invitations.controller.js';
import { InvitationsQueries } from './invitations/invitations.queries.js';
import { InvitationsService } from './invitations/invitations.service.js';
import { OwnTeams } from './invitations/own-teams.js';
import { RecordLinksController } from './links/record-links.controller.js';
import { RecordLinksService } from './links/record-links.service.js';
import { IssuedPapers } from './papers/issued-papers.js';
import { VerificationAnswers } from './papers/verification-answers.js';
import { VerificationsController } from './papers/verifications.controller.js';
import { PartyRecords } from './party-records.queries.js';
import { ProjectBlockers } from './projects/project-blockers.js';
import { ProjectLock } from './projects/project-lock.js';
import { ProjectParties } from './projects/project-parties.js';
import { ProjectRecordsService } from './projects/project-records.service.js';
import { ProjectShell } from './projects/project-shell.js';
import { Project } from './projects/project.entity.js';
import { ProjectsAdminController } from './projects/projects.admin.controller.js';
import { ProjectsController } from './projects/projects.controller.js';
import { ProjectJobs } from './projects/projects.jobs.js';
import { ProjectsListener } from './projects/projects.listener.js';
import { ProjectsQueries } from './projects/projects.queries.js';
import { ProjectsService } from './projects/projects.service.js';
import { RecordChronology } from './record-chronology.js';
import { RecordLookups } from './record-lookups.js';
import { RecordNumbers } from './record-numbers.js';
import { RecordRelations } from './record-relations.js';
import { RecordSearchQueries } from './record-search.queries.js';
import { RecordShell } from './record.entity.js';
import { RecordsController } from './records.controller.js';
import { RecordsQueries } from './records.queries.js';
import { RecordsService } from './records.service.js';

@Module({
  imports: [MikroOrmModule.forFeature([RecordShell, Attachment, Project, Invitation]), AccountsModule],
  controllers: [
    RecordsController,
    RecordLinksController,
    InvitationsController,
    InvitationPagesController,
    ProjectsController,
    AttachmentsController,
    RecordsAdminController,
    WorkQueueAdminController,
    ProjectsAdminController,
    VerificationsController,
  ],
  providers: [
    RecordsService,
    RecordsQueries,
    PartyRecords,
    RecordNumbers,
    RecordRelations,
    RecordLookups,
    RecordSearchQueries,
    RecordChronology,
    RecordLinksService,
    InvitationsService,
    InvitationsQueries,
    InvitationLinks,
    InvitationLetters,
    OwnTeams,
    ProjectsService,
    ProjectRecordsService,
    ProjectsQueries,
    ProjectBlockers,
    ProjectParties,
    ProjectLock,
    ProjectShell,
    ProjectsListener,
    ProjectJobs,
    AttachmentsService,
    AttachmentKeeping,
    OutsiderFiles,
    PartyUploads,
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
  exports: [
    RecordsService,
    RecordRelations,
    AttachmentsService,
    OutsiderFiles,
    AttachmentFiles,
    UploadLimits,
    PartyRecords,
    IssuedPapers,
    FollowUps,
    ProjectBlockers,
    InvitationsQueries,
    InvitationLinks,
    InvitationLetters,
    OwnTeams,
  ],
})
export class RecordsModule {}
