import { StatusMachine } from '../../platform/status/status-machine.js';

export const INSPECTION_STATUSES = ['not-ready', 'ready', 'scheduled', 'passed', 'failed', 'cancelled'] as const;
export type InspectionStatus = (typeof INSPECTION_STATUSES)[number];

/** Still ahead: shown as active on the dashboard. */
export const ACTIVE_INSPECTION_STATUSES = ['not-ready', 'ready', 'scheduled'] as const satisfies readonly InspectionStatus[];

/** `release`: the appointment is off, and another can be made. */
export const InspectionMachine = new StatusMachine('inspections.inspection', INSPECTION_STATUSES, {
  makeReady: { from: ['not-ready'], to: 'ready' },
  book: { who: 'party', from: ['ready'], to: 'scheduled' },
  release: { who: 'party', from: ['scheduled'], to: 'ready' },
  recordResult: { who: 'inspector', from: ['ready', 'scheduled'], to: ['passed', 'failed'] },
  cancel: { from: ACTIVE_INSPECTION_STATUSES, to: 'cancelled' },
});
export type InspectionVerb = keyof typeof InspectionMachine.verbs;

export const INSPECTION_STATUS_LABELS: Record<InspectionStatus, string> = {
  'not-ready': 'Waits for an earlier inspection',
  ready: 'Ready',
  scheduled: 'Scheduled',
  passed: 'Passed',
  failed: 'Failed',
  cancelled: 'Cancelled',
};

/** What an inspector found; only `approved` lets the work go on. */
export const INSPECTION_OUTCOMES = ['approved', 'partial', 'corrections-required', 'no-access', 'not-ready'] as const;
export type InspectionOutcome = (typeof INSPECTION_OUTCOMES)[number];

export const INSPECTION_OUTCOME_LABELS: Record<InspectionOutcome, string> = {
  approved: 'approved',
  partial: 'partly approved',
  'corrections-required': 'corrections required',
  'no-access': 'no access',
  'not-ready': 'the work was not ready',
};
