import { RecordsService, type OpenRecord } from '../../src/modules/records/index.js';
import type { TestApp } from './app.js';
import { waitsFor } from './waiting.js';

const FENCE: OpenRecord = {
  kind: 'permit',
  prefix: 'ZAS',
  typeCode: 'ZAS-FNC-R',
  typeName: 'Fence',
  category: 'zoning-accessory',
  status: 'in-review',
  statusLabel: 'In review',
  address: { line1: '123 Maple Street', city: 'Fairview', state: 'IL', zip: '60501' },
  isPublic: true,
  outstanding: waitsFor({ actor: 'applicant', label: 'Upload the plat of survey' }),
};

/** A record as a module above would open it: a fence permit that waits for its applicant, unless told otherwise. */
export function openRecord(app: TestApp, overrides: Partial<OpenRecord> = {}): Promise<{ id: string; number: string }> {
  return app.get(RecordsService).open({ ...FENCE, ...overrides });
}
