import { StatusMachine } from '../../platform/status/status-machine.js';

export const CONVEYANCE_STATUSES = ['pending', 'active', 'due', 'overdue', 'out-of-service', 'retired'] as const;
export type ConveyanceStatus = (typeof CONVEYANCE_STATUSES)[number];

export const CONVEYANCE_STATUS_LABELS: Record<ConveyanceStatus, string> = {
  pending: 'Waiting for its certificate',
  active: 'Certificate in force',
  due: 'Renewal due',
  overdue: 'Certificate expired',
  'out-of-service': 'Out of service',
  retired: 'Retired',
};

/** The yearly cycle goes on. */
export const RUNNING = ['pending', 'active', 'due', 'overdue'] as const satisfies readonly ConveyanceStatus[];
export type RunningStatus = (typeof RUNNING)[number];

/** Dates that were typed wrong are put right, so a unit can find itself in any of the running statuses; a retired one can come back. */
export const ConveyanceMachine = new StatusMachine('conveyance.conveyance', CONVEYANCE_STATUSES, {
  enter: { from: ['pending'] },
  transfer: { what: 'transferred', from: [...RUNNING, 'out-of-service'] },
  standAs: { from: RUNNING, to: RUNNING },
  setCertificateEnd: { from: [...RUNNING, 'out-of-service'], to: [...RUNNING, 'out-of-service'] },
  certify: { from: RUNNING, to: 'active' },
  handOut: { from: [...RUNNING, 'out-of-service'] },
  remind: { from: [...RUNNING, 'out-of-service'] },
  takeOutOfService: { what: 'taken out of service', from: RUNNING, to: 'out-of-service' },
  returnToService: { what: 'returned to service', from: ['out-of-service', 'retired'], to: RUNNING },
  retire: { what: 'retired', from: [...RUNNING, 'out-of-service'], to: 'retired' },
});

/** The certificate counts. */
export const IN_FORCE = ['active', 'due'] as const satisfies readonly ConveyanceStatus[];

export function isRunning(status: ConveyanceStatus): status is RunningStatus {
  return (RUNNING as readonly ConveyanceStatus[]).includes(status);
}

/** Who took a unit out of service: what the city ordered, the owner cannot undo. */
export const OUT_OF_SERVICE_BY = ['owner', 'city'] as const;
export type OutOfServiceBy = (typeof OUT_OF_SERVICE_BY)[number];

/** What a cycle can ask for. */
export const INSPECTION_KINDS = ['acceptance', 'annual', 'category-1', 'category-3', 'category-5'] as const;
export type InspectionKind = (typeof INSPECTION_KINDS)[number];

/** Tests of ASME A17.1 that come due in intervals of their own. */
export const CATEGORY_TESTS = ['category-1', 'category-3', 'category-5'] as const satisfies readonly InspectionKind[];
export type CategoryTest = (typeof CATEGORY_TESTS)[number];

/** `acceptance`: before the first certificate, and when a unit comes back after its certificate ran out. */
export const CYCLE_KINDS = ['acceptance', 'annual'] as const;
export type CycleKind = (typeof CYCLE_KINDS)[number];
