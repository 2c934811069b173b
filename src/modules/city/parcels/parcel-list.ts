import type { CsvList } from '../../../platform/csv/csv-list.js';
import { ParcelImportMachine } from './parcel-import.status.js';
import { PARCEL_COLUMNS, type ParcelColumn } from './parcel-line.rules.js';
import { ParcelImportNotFound } from './parcels.errors.js';

export const PARCEL_LIST: CsvList<ParcelColumn> = {
  machine: ParcelImportMachine,
  ownColumns: { replace: 'replaces', retired: 'retired' },
  columns: PARCEL_COLUMNS,
  mostBytes: 200 * 1_048_576,
  batch: 1000,
  task: 'city.load-parcels',
  auditAction: 'city.import-parcels',
  notFound: () => new ParcelImportNotFound(),
};
