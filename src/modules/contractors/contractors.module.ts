import { MikroOrmModule } from '@mikro-orm/nestjs';
import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { CityModule } from '../city/index.js';
import { RecordsModule } from '../records/index.js';
import { ContractorChangesService } from './contractor-changes.service.js';
import { ContractorClasses } from './contractor-classes.js';
import { ContractorCredentials } from './contractor-credentials.js';
import { ContractorRegistrationService } from './contractor-registration.service.js';
import { ContractorShell } from './contractor-shell.js';
import { Contractor } from './contractor.entity.js';
import { ContractorsAdminController } from './contractors.admin.controller.js';
import { ContractorsController } from './contractors.controller.js';
import { ContractorJobs } from './contractors.jobs.js';
import { ContractorQueries } from './contractors.queries.js';
import { ContractorsService } from './contractors.service.js';

@Module({
  imports: [MikroOrmModule.forFeature([Contractor]), CityModule, AccountsModule, RecordsModule],
  controllers: [ContractorsController, ContractorsAdminController],
  providers: [
    ContractorsService,
    ContractorRegistrationService,
    ContractorChangesService,
    ContractorClasses,
    ContractorCredentials,
    ContractorShell,
    ContractorQueries,
    ContractorJobs,
  ],
  exports: [ContractorsService, ContractorClasses],
})
export class ContractorsModule {}
