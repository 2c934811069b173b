export { BusinessCalendar } from './business-calendar.js';
export { CatalogueFileError, readCatalogueFile } from './catalogue-file.js';
export { CityModule } from './city.module.js';
export { CityProfile, PROJECT_VIEWS, WEEKDAYS, type Weekday } from './city-profile.js';
export { CityProfileError, loadCityProfile } from './load-city-profile.js';
