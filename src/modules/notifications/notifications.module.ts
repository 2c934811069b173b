import { MikroOrmModule } from '@mikro-orm/nestjs';
import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/index.js';
import { BusinessRegistrationModule } from '../business-registration/index.js';
import { CityModule } from '../city/index.js';
import { CodeEnforcementModule } from '../code-enforcement/index.js';
import { ContractorsModule } from '../contractors/index.js';
import { InspectionsModule } from '../inspections/index.js';
import { PaymentsModule } from '../payments/index.js';
import { PermitsModule } from '../permits/index.js';
import { OfficialDocumentsModule } from '../official-documents/index.js';
import { InvitationsModule } from '../invitations/index.js';
import { BackOfficeModule } from '../back-office/index.js';
import { RecordsModule } from '../records/index.js';
import { ReviewsModule } from '../reviews/index.js';
import { OwnLetters } from './own-letters.js';
import { Deliveries } from './deliveries.js';
import { Delivery } from './delivery.entity.js';
import { DeliveryJobs } from './delivery.jobs.js';
import { InvitationDeliveries } from './invitation-deliveries.js';
import { LetterFacts } from './letter-facts.js';
import { LetterMetrics } from './letter.metrics.js';
import { Letters } from './letters.js';
import { Ask } from './ask.js';
import { MessageTemplates } from './message-templates.js';
import { NotificationWriter } from './notification-writer.js';
import { NotificationsAdminController } from './notifications.admin.controller.js';
import { NotificationsController } from './notifications.controller.js';
import { NotificationsListener } from './notifications.listener.js';
import { NotificationsQueries } from './notifications.queries.js';
import { NotificationsService } from './notifications.service.js';
import { Papers } from './papers.js';
import { PreferencesService } from './preferences.service.js';
import { UndeliveredJobs } from './undelivered.jobs.js';
import { Undelivered } from './undelivered.js';

@Module({
  imports: [
    MikroOrmModule.forFeature([Delivery]),
    CityModule,
    AccountsModule,
    RecordsModule,
    OfficialDocumentsModule,
    InvitationsModule,
    BackOfficeModule,
    PaymentsModule,
    ReviewsModule,
    InspectionsModule,
    ContractorsModule,
    PermitsModule,
    BusinessRegistrationModule,
    CodeEnforcementModule,
  ],
  controllers: [NotificationsController, NotificationsAdminController],
  providers: [
    OwnLetters,
    NotificationsListener,
    NotificationWriter,
    Ask,
    MessageTemplates,
    LetterFacts,
    Letters,
    LetterMetrics,
    Papers,
    Deliveries,
    DeliveryJobs,
    InvitationDeliveries,
    Undelivered,
    UndeliveredJobs,
    NotificationsService,
    NotificationsQueries,
    PreferencesService,
  ],
  exports: [NotificationsQueries],
})
export class NotificationsModule {}
