import { MikroOrmModule } from '@mikro-orm/nestjs';
import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { CityModule } from '../city/index.js';
import { InspectionsModule } from '../inspections/index.js';
import { PaymentsModule } from '../payments/index.js';
import { AttachmentsModule } from '../attachments/index.js';
import { OfficialDocumentsModule } from '../official-documents/index.js';
import { BackOfficeModule } from '../back-office/index.js';
import { RecordsModule } from '../records/index.js';
import { OwnCases } from './own-cases.js';
import { CaseCourseService } from './case-course.service.js';
import { CodeCase } from './case.entity.js';
import { CaseParts } from './case-parts.queries.js';
import { CaseOutstanding } from './case-outstanding.js';
import { CaseFile } from './case-file.js';
import { CaseWorkService } from './case-work.service.js';
import { CodeCasesAdminController } from './code-cases.admin.controller.js';
import { CodeCasesController } from './code-cases.controller.js';
import { CodeCaseQueries } from './code-cases.queries.js';
import { CodeCatalogue } from './code-catalogue.js';
import { CodeEnforcementJobs } from './code-enforcement.jobs.js';
import { CodeEnforcementListener } from './code-enforcement.listener.js';
import { CodeEnforcementService } from './code-enforcement.service.js';
import { CaseOpening } from './concerns/case-opening.service.js';
import { ConcernSorting } from './concerns/concern-sorting.service.js';
import { ConcernUploads } from './concerns/concern-uploads.js';
import { ConcernsAdminController } from './concerns/concerns.admin.controller.js';
import { ConcernsController } from './concerns/concerns.controller.js';
import { ConcernQueries } from './concerns/concerns.queries.js';
import { ConcernsService } from './concerns/concerns.service.js';
import { HearingsAdminController } from './hearings/hearings.admin.controller.js';
import { Hearing } from './hearings/hearing.entity.js';
import { HearingsService } from './hearings/hearings.service.js';
import { CaseResponsesService } from './notices/case-responses.service.js';
import { NoticesAdminController } from './notices/notices.admin.controller.js';
import { NoticeWithdrawalService } from './notices/notice-withdrawal.service.js';
import { NoticesService } from './notices/notices.service.js';
import { RespondentsService } from './notices/respondents.service.js';

@Module({
  imports: [
    MikroOrmModule.forFeature([CodeCase, Hearing]),
    CityModule,
    AccountsModule,
    RecordsModule,
    AttachmentsModule,
    OfficialDocumentsModule,
    BackOfficeModule,
    PaymentsModule,
    InspectionsModule,
  ],
  controllers: [
    ConcernsController,
    CodeCasesController,
    CodeCasesAdminController,
    ConcernsAdminController,
    NoticesAdminController,
    HearingsAdminController,
  ],
  providers: [
    OwnCases,
    CodeEnforcementService,
    CodeCatalogue,
    CaseFile,
    CaseOutstanding,
    CaseParts,
    CodeCaseQueries,
    CaseOpening,
    ConcernsService,
    ConcernQueries,
    ConcernSorting,
    ConcernUploads,
    CaseWorkService,
    CaseCourseService,
    RespondentsService,
    NoticesService,
    NoticeWithdrawalService,
    CaseResponsesService,
    HearingsService,
    CodeEnforcementListener,
    CodeEnforcementJobs,
  ],
  exports: [CodeEnforcementService],
})
export class CodeEnforcementModule {}
