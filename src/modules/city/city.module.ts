import { Global, Module } from '@nestjs/common';
import { Settings } from '../../platform/config/settings.js';
import { TIME_ZONE } from '../../platform/time/time-zone.js';
import { BusinessCalendar } from './business-calendar.js';
import { CityProfile } from './city-profile.js';
import { loadCityProfile } from './load-city-profile.js';

@Global()
@Module({
  providers: [
    { provide: CityProfile, useFactory: (settings: Settings) => loadCityProfile(settings.cityProfile), inject: [Settings] },
    { provide: TIME_ZONE, useFactory: (profile: CityProfile) => profile.timeZone, inject: [CityProfile] },
    BusinessCalendar,
  ],
  exports: [CityProfile, TIME_ZONE, BusinessCalendar],
})
export class CityModule {}
