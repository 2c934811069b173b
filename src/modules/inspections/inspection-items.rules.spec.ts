import { expect, it } from '@jest/globals';
import { inspectionItems } from './inspection-items.rules.js';
import type { ActiveInspection } from './inspections.queries.js';

const visit = (more: Partial<ActiveInspection> = {}): ActiveInspection => ({
  id: 'an-id',
  recordId: 'a-record',
  recordNumber: 'BUS-2026-00003',
  typeCode: 'occupancy',
  typeName: 'Occupancy',
  status: 'ready',
  attempt: 1,
  waitsFor: [],
  openedAt: Temporal.Instant.from('2026-03-02T15:00:00Z'),
  appointment: null,
  ...more,
});

it('I-01 asks for a visit to be scheduled, and again after a result that sent it back', () => {
  expect(inspectionItems([visit()])).toMatchObject([
    {
      waitingOn: 'applicant',
      step: { says: 'schedule the inspection', about: 'Occupancy' },
      action: { operationId: 'scheduleInspection', parameters: { id: 'an-id' } },
    },
  ]);
  expect(inspectionItems([visit({ attempt: 2 })])).toMatchObject([
    { label: 'Occupancy re-inspection', step: { says: 'put right what the inspector found and schedule the re-inspection' } },
  ]);
});

it('I-01 leaves what another visit has to precede for later', () => {
  expect(inspectionItems([visit({ status: 'not-ready' })])).toMatchObject([{ isLater: true }]);
});

it('I-01 is the inspector’s to make once it is booked, unless somebody has work to do until then', () => {
  const booked = visit({ appointment: { date: '2026-03-10', start: '09:00', end: '09:30', arrivalWindow: null } });
  const dueOn = Temporal.PlainDate.from('2026-03-10');
  expect(inspectionItems([booked])).toMatchObject([{ waitingOn: 'city', role: 'inspector', dueOn }]);
  expect(inspectionItems([booked], { toSchedule: 'build', toBeReady: 'be ready on' })).toMatchObject([
    { waitingOn: 'applicant', dueOn, step: { says: 'be ready on March 10, 2026' } },
  ]);
});
