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
import { AddressRereading } from './parcels/address-rereading.js';
import { AddressSearchQueries } from './parcels/address-search.queries.js';
import { AddressesController } from './parcels/addresses.controller.js';
import { Addresses } from './parcels/addresses.js';
import { ParcelImportsAdminController } from './parcels/parcel-imports.admin.controller.js';
import { ParcelLoader } from './parcels/parcel-loader.js';
import { ParcelRows } from './parcels/parcel-rows.js';
import { ParcelsAdminController } from './parcels/parcels.admin.controller.js';
import { ParcelQueries } from './parcels/parcels.queries.js';
import { ParcelsService } from './parcels/parcels.service.js';

@Global()
@Module({
  // `admin/parcels/imports` goes before `admin/parcels/:number`, which would take it for a parcel.
  controllers: [CityController, CityAdminController, AddressesController, ParcelImportsAdminController, ParcelsAdminController],
  providers: [
    { provide: CityProfile, useFactory: (settings: Settings) => loadCityProfile(settings.cityProfile), inject: [Settings] },
    { provide: TIME_ZONE, useFactory: (profile: CityProfile) => profile.timeZone, inject: [CityProfile] },
    BusinessCalendar,
    FeedbackService,
    FeedbackQueries,
    Addresses,
    AddressSearchQueries,
    AddressRereading,
    ParcelsService,
    ParcelQueries,
    ParcelRows,
    ParcelLoader,
  ],
  exports: [CityProfile, TIME_ZONE, BusinessCalendar, Addresses, FeedbackService],
})
export class CityModule {}
