export { CityModule } from './city.module.js';
