import { csvImportMachine } from '../../../platform/csv/csv-import-machine.js';

export const UnitImportMachine = csvImportMachine('conveyance.import');
