import { MikroOrmModule } from '@mikro-orm/nestjs';
import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { CityModule } from '../city/index.js';
import { ContractorsModule } from '../contractors/index.js';
import { InspectionsModule } from '../inspections/index.js';
import { PaymentsModule } from '../payments/index.js';
import { AttachmentsModule } from '../attachments/index.js';
import { OfficialDocumentsModule } from '../official-documents/index.js';
import { RecordsModule } from '../records/index.js';
import { ReviewsModule } from '../reviews/index.js';
import { OwnApplications } from './application/own-applications.js';
import { PermitContractorsService } from './application/permit-contractors.service.js';
import { PermitDraftsService } from './application/permit-drafts.service.js';
import { AnsweredCase } from './application/answered-case.js';
import { PermitFeesService } from './application/permit-fees.service.js';
import { PermitReviewsService } from './application/permit-reviews.service.js';
import { PermitSubmissionService } from './application/permit-submission.service.js';
import { PermitDocumentsService } from './document/permit-documents.service.js';
import { PermitHoldsService } from './issuance/permit-holds.service.js';
import { PermitIssuanceService } from './issuance/permit-issuance.service.js';
import { PermitOutstanding } from './issuance/permit-outstanding.js';
import { PermitDecisionsService } from './permit-decisions.service.js';
import { PermitReclassificationService } from './permit-reclassification.service.js';
import { NamedContractor } from './named-contractor.entity.js';
import { Permit } from './permit.entity.js';
import { PermitsAdminController } from './permits.admin.controller.js';
import { PermitsController } from './permits.controller.js';
import { PermitJobs } from './permits.jobs.js';
import { PermitsListener } from './permits.listener.js';
import { PermitQueries } from './permits.queries.js';
import { PermitsService } from './permits.service.js';
import { PermitTypesModule } from './types/permit-types.module.js';

@Module({
  imports: [
    MikroOrmModule.forFeature([Permit, NamedContractor]),
    AccountsModule,
    CityModule,
    RecordsModule,
    AttachmentsModule,
    OfficialDocumentsModule,
    PaymentsModule,
    ReviewsModule,
    InspectionsModule,
    ContractorsModule,
    PermitTypesModule,
  ],
  controllers: [PermitsController, PermitsAdminController],
  providers: [
    OwnApplications,
    PermitsService,
    PermitQueries,
    PermitDraftsService,
    PermitContractorsService,
    AnsweredCase,
    PermitFeesService,
    PermitReviewsService,
    PermitSubmissionService,
    PermitDecisionsService,
    PermitReclassificationService,
    PermitOutstanding,
    PermitIssuanceService,
    PermitHoldsService,
    PermitDocumentsService,
    PermitsListener,
    PermitJobs,
  ],
  exports: [PermitsService, PermitTypesModule],
})
export class PermitsModule {}
