import type { CsvList } from '../../../platform/csv/csv-list.js';
import { ConveyanceImportNotFound } from '../conveyances.errors.js';
import { UnitImportMachine } from './unit-import.status.js';
import { UNIT_COLUMNS, type UnitColumn } from './unit-line.rules.js';

export const UNIT_LIST: CsvList<UnitColumn> = {
  machine: UnitImportMachine,
  columns: UNIT_COLUMNS,
  mostBytes: 50 * 1_048_576,
  // Each renewal that begins looks through the whole batch for changes.
  batch: 20,
  task: 'conveyance.load-units',
  auditAction: 'conveyance.import',
  notFound: () => new ConveyanceImportNotFound(),
};
