import { MikroOrmModule } from '@mikro-orm/nestjs';
import { Module, type DynamicModule } from '@nestjs/common';
import { ormConfig } from './mikro-orm.config.js';
import { AccountsModule } from './modules/accounts/index.js';
import { BusinessRegistrationModule } from './modules/business-registration/index.js';
import { ChangesModule } from './modules/changes/index.js';
import { CityModule } from './modules/city/index.js';
import { CodeEnforcementModule } from './modules/code-enforcement/index.js';
import { ContractorsModule } from './modules/contractors/index.js';
import { ConveyanceModule } from './modules/conveyance/index.js';
import { DashboardModule } from './modules/dashboard/index.js';
import { InspectionsModule } from './modules/inspections/index.js';
import { NotificationsModule } from './modules/notifications/index.js';
import { PaymentsModule } from './modules/payments/index.js';
import { PermitsModule } from './modules/permits/index.js';
import { AttachmentsModule } from './modules/attachments/index.js';
import { BackOfficeModule } from './modules/back-office/index.js';
import { InvitationsModule } from './modules/invitations/index.js';
import { OfficialDocumentsModule } from './modules/official-documents/index.js';
import { ProjectsModule } from './modules/projects/index.js';
import { RecordsModule } from './modules/records/index.js';
import { ReviewsModule } from './modules/reviews/index.js';
import type { Settings } from './platform/config/settings.js';
import { PlatformModule } from './platform/platform.module.js';

/** The whole portal. */
@Module({})
export class AppModule {
  static forRoot(settings: Settings, databaseUrl: string): DynamicModule {
    return {
      module: AppModule,
      imports: [
        MikroOrmModule.forRoot({
          ...ormConfig(databaseUrl),
          autoLoadEntities: true,
          registerRequestContext: false,
        }),
        PlatformModule.forRoot(settings),
        CityModule,
        AccountsModule,
        RecordsModule,
        AttachmentsModule,
        OfficialDocumentsModule,
        InvitationsModule,
        ProjectsModule,
        BackOfficeModule,
        PaymentsModule,
        ReviewsModule,
        InspectionsModule,
        ContractorsModule,
        PermitsModule,
        ConveyanceModule,
        BusinessRegistrationModule,
        CodeEnforcementModule,
        NotificationsModule,
        DashboardModule,
        ChangesModule,
      ],
    };
  }
}
