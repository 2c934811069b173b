export { BusinessCalendar } from './business-calendar.js';
export { catalogueErrors, CatalogueFileError, defineCatalogue, readCatalogueFile } from './catalogue-file.js';
export { CityModule } from './city.module.js';
export { CityProfile, PROJECT_VIEWS, WEEKDAYS, type PermitAdvice, type Weekday } from './city-profile.js';
export { CityProfileError, loadCityProfile } from './load-city-profile.js';
export { Addresses } from './parcels/addresses.js';
export type { AddressMatch, ParcelFacts } from './parcels/parcel.js';
export { AddressNotInList, ParcelContradictsAddress } from './parcels/parcels.errors.js';
export { DIRECTIONS, ORDINALS, STREET_WORDS, UNIT_WORDS } from './parcels/street-words.rules.js';
