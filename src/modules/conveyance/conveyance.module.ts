import { MikroOrmModule } from '@mikro-orm/nestjs';
import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { CityModule } from '../city/index.js';
import { ContractorsModule } from '../contractors/index.js';
import { InspectionsModule } from '../inspections/index.js';
import { FeeSchedulesModule, PaymentsModule } from '../payments/index.js';
import { OfficialDocumentsModule } from '../official-documents/index.js';
import { RecordsModule } from '../records/index.js';
import { PaperOwners } from './paper-owners.js';
import { OwnUnits } from './own-units.js';
import { CertificatesService } from './certificate/certificates.service.js';
import { ConveyanceOutstanding } from './conveyance-outstanding.js';
import { ConveyanceCatalogue } from './conveyance-catalogue.js';
import { ConveyanceChangesService } from './conveyance-changes.service.js';
import { ConveyanceRegistrationService } from './conveyance-registration.service.js';
import { ConveyanceServiceStatus } from './conveyance-service-status.service.js';
import { Conveyance } from './conveyance.entity.js';
import { ConveyancesAdminController } from './conveyances.admin.controller.js';
import { ConveyancesController } from './conveyances.controller.js';
import { ConveyanceJobs } from './conveyances.jobs.js';
import { ConveyancesListener } from './conveyances.listener.js';
import { ConveyanceQueries } from './conveyances.queries.js';
import { Cycle } from './cycle/cycle.entity.js';
import { CycleOpening } from './cycle/cycle-opening.js';
import { CycleContexts } from './cycle/cycle-contexts.js';
import { CycleProgress } from './cycle/cycle-progress.js';
import { CycleStore } from './cycle/cycle.store.js';
import { CyclesService } from './cycle/cycles.service.js';
import { ConveyanceImportsAdminController } from './import/conveyance-imports.admin.controller.js';
import { UnitLines } from './import/unit-lines.js';
import { UnitLoader } from './import/unit-loader.js';
import { MaintenanceContractors } from './maintenance-contractors.js';

@Module({
  imports: [
    MikroOrmModule.forFeature([Conveyance, Cycle]),
    AccountsModule,
    CityModule,
    RecordsModule,
    OfficialDocumentsModule,
    PaymentsModule,
    FeeSchedulesModule,
    InspectionsModule,
    ContractorsModule,
  ],
  // Before the units: “imports” is no number of one.
  controllers: [ConveyanceImportsAdminController, ConveyancesController, ConveyancesAdminController],
  providers: [
    PaperOwners,
    OwnUnits,
    ConveyanceCatalogue,
    ConveyanceRegistrationService,
    ConveyanceChangesService,
    ConveyanceServiceStatus,
    ConveyanceQueries,
    ConveyanceOutstanding,
    MaintenanceContractors,
    CycleStore,
    CycleOpening,
    CycleContexts,
    CycleProgress,
    CyclesService,
    CertificatesService,
    ConveyancesListener,
    ConveyanceJobs,
    UnitLines,
    UnitLoader,
  ],
})
export class ConveyanceModule {}
