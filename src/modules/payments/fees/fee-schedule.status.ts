import { StatusMachine } from '../../../platform/status/status-machine.js';

export const FEE_SCHEDULE_STATUSES = ['draft', 'published'] as const;
export type FeeScheduleStatus = (typeof FEE_SCHEDULE_STATUSES)[number];

/** Published, it never changes: permits are billed by it as it is. */
export const FeeScheduleMachine = new StatusMachine('payments.fee_schedule', FEE_SCHEDULE_STATUSES, {
  revise: { who: 'administrator', from: ['draft'] },
  publish: { who: 'administrator', from: ['draft'], to: 'published' },
});
