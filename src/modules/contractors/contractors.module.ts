import { MikroOrmModule } from '@mikro-orm/nestjs';
import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { CityModule } from '../city/index.js';
import { AttachmentsModule } from '../attachments/index.js';
import { InvitationsModule } from '../invitations/index.js';
import { RecordsModule } from '../records/index.js';
import { OwnFirms } from './own-firms.js';
import { ContractorChangesService } from './contractor-changes.service.js';
import { PaymentsModule, FeeSchedulesModule } from '../payments/index.js';
import { ContractorAccess } from './contractor-access.js';
import { ContractorOutstanding } from './contractor-outstanding.js';
import { ContractorClasses } from './contractor-classes.js';
import { ContractorCredentials } from './contractor-credentials.js';
import { ContractorOpening } from './contractor-opening.js';
import { ContractorRegistrationService } from './contractor-registration.service.js';
import { ContractorFile } from './contractor-file.js';
import { Contractor } from './contractor.entity.js';
import { ContractorsAdminController } from './contractors.admin.controller.js';
import { ContractorsController } from './contractors.controller.js';
import { ContractorJobs } from './contractors.jobs.js';
import { ContractorsListener } from './contractors.listener.js';
import { ContractorQueries } from './contractors.queries.js';
import { ContractorsService } from './contractors.service.js';
import { ApplicationsController } from './filings/applications.controller.js';
import { ApplicationsService } from './filings/applications.service.js';
import { FilingDecisionsService } from './filings/filing-decisions.service.js';
import { FilingProgress } from './filings/filing-progress.js';
import { Filing } from './filings/filing.entity.js';
import { FilingsAdminController } from './filings/filings.admin.controller.js';
import { FilingsQueries } from './filings/filings.queries.js';
import { OpenFilings } from './filings/open-filings.js';
import { RenewalsController } from './filings/renewals.controller.js';
import { RenewalsService } from './filings/renewals.service.js';
import { InvitationsService } from './team/invitations.service.js';
import { MembersService } from './team/members.service.js';
import { TeamController } from './team/team.controller.js';
import { TeamQueries } from './team/team.queries.js';
import { ExpiryWatchJobs } from './watch/expiry-watch.jobs.js';

@Module({
  imports: [
    MikroOrmModule.forFeature([Contractor, Filing]),
    CityModule,
    AccountsModule,
    RecordsModule,
    AttachmentsModule,
    InvitationsModule,
    PaymentsModule,
    FeeSchedulesModule,
  ],
  controllers: [
    ContractorsController,
    ApplicationsController,
    RenewalsController,
    TeamController,
    ContractorsAdminController,
    FilingsAdminController,
  ],
  providers: [
    OwnFirms,
    ContractorsService,
    ContractorRegistrationService,
    ContractorChangesService,
    ContractorClasses,
    ContractorCredentials,
    ContractorFile,
    ContractorQueries,
    ContractorJobs,
    ExpiryWatchJobs,
    MembersService,
    InvitationsService,
    TeamQueries,
    ContractorsListener,
    ContractorAccess,
    ContractorOutstanding,
    ContractorOpening,
    OpenFilings,
    FilingProgress,
    FilingsQueries,
    ApplicationsService,
    RenewalsService,
    FilingDecisionsService,
  ],
  exports: [ContractorsService, ContractorClasses],
})
export class ContractorsModule {}
