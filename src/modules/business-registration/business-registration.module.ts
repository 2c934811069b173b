import { MikroOrmModule } from '@mikro-orm/nestjs';
import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { CityModule } from '../city/index.js';
import { InspectionsModule } from '../inspections/index.js';
import { FeeSchedulesModule, PaymentsModule } from '../payments/index.js';
import { AttachmentsModule } from '../attachments/index.js';
import { OfficialDocumentsModule } from '../official-documents/index.js';
import { RecordsModule } from '../records/index.js';
import { ReviewsModule } from '../reviews/index.js';
import { OwnBusinesses } from './own-businesses.js';
import { BusinessOutstanding } from './business-outstanding.js';
import { BusinessDecisionsService } from './business-decisions.service.js';
import { BusinessFeesService } from './business-fees.service.js';
import { BusinessRegistration } from './business-registration.entity.js';
import { BusinessRegistrationListener } from './business-registration.listener.js';
import { BusinessRegistrationsAdminController } from './business-registrations.admin.controller.js';
import { BusinessRegistrationsController } from './business-registrations.controller.js';
import { BusinessQueries } from './business-registrations.queries.js';
import { BusinessRegistrationsService } from './business-registrations.service.js';
import { BusinessRows } from './business-rows.js';
import { BusinessFile } from './business-file.js';
import { BusinessCatalogue } from './catalogue/business-catalogue.js';
import { BusinessApprovalService } from './certificate/business-approval.service.js';
import { BusinessCertificates } from './certificate/business-certificates.service.js';
import { ConfidentialService } from './confidential/confidential.service.js';
import { TaxNumbers } from './confidential/tax-numbers.service.js';
import { BusinessRenewal } from './renewal/renewal.entity.js';
import { RenewalJobs } from './renewal/renewals.jobs.js';
import { RenewalsService } from './renewal/renewals.service.js';
import { BusinessReviewsService } from './review/business-reviews.service.js';
import { BusinessSubmissionService } from './review/business-submission.service.js';
import { BusinessStepsQueries } from './steps/business-steps.queries.js';
import { BusinessStepsService } from './steps/business-steps.service.js';
import { BusinessTransfersController } from './transfer/transfers.controller.js';
import { BusinessTransfer } from './transfer/transfer.entity.js';
import { TransfersService } from './transfer/transfers.service.js';

@Module({
  imports: [
    MikroOrmModule.forFeature([BusinessRegistration, BusinessRenewal, BusinessTransfer]),
    AccountsModule,
    CityModule,
    RecordsModule,
    AttachmentsModule,
    OfficialDocumentsModule,
    PaymentsModule,
    FeeSchedulesModule,
    ReviewsModule,
    InspectionsModule,
  ],
  controllers: [BusinessRegistrationsController, BusinessTransfersController, BusinessRegistrationsAdminController],
  providers: [
    OwnBusinesses,
    BusinessRegistrationsService,
    BusinessCatalogue,
    BusinessFile,
    BusinessRows,
    BusinessQueries,
    BusinessFeesService,
    BusinessStepsService,
    BusinessStepsQueries,
    TaxNumbers,
    ConfidentialService,
    BusinessSubmissionService,
    BusinessReviewsService,
    BusinessOutstanding,
    BusinessCertificates,
    BusinessApprovalService,
    RenewalsService,
    RenewalJobs,
    TransfersService,
    BusinessDecisionsService,
    BusinessRegistrationListener,
  ],
  exports: [BusinessRegistrationsService],
})
export class BusinessRegistrationModule {}
