import { csvImportMachine } from '../../../platform/csv/csv-import-machine.js';

export const ParcelImportMachine = csvImportMachine('city.parcel_import');
