import { Global, Module } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { TIME_ZONE } from '../../platform/time/time-zone.js';
import { BusinessCalendar } from './business-calendar.js';
import { CityAdminController } from './city.admin.controller.js';
import { CityController } from './city.controller.js';
import { CityProfile } from './city-profile.js';
import { FeedbackQueries } from './feedback.queries.js';
import { FeedbackService } from './feedback.service.js';
import { loadCityProfile } from './load-city-profile.js';

@Global()
@Module({
  controllers: [CityController, CityAdminController],
  providers: [
    { provide: CityProfile, useFactory: (settings: Settings) => loadCityProfile(settings.cityProfile), inject: [Settings] },
    { provide: TIME_ZONE, useFactory: (profile: CityProfile) => profile.timeZone, inject: [CityProfile] },
    BusinessCalendar,
    FeedbackService,
    FeedbackQueries,
  ],
  exports: [CityProfile, TIME_ZONE, BusinessCalendar],
})
export class CityModule {}
