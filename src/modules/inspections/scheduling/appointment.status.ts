import { StatusMachine } from '../../../platform/status/status-machine.js';

export const APPOINTMENT_STATUSES = ['booked', 'done', 'missed', 'cancelled'] as const;
export type AppointmentStatus = (typeof APPOINTMENT_STATUSES)[number];

/** One row an inspection: what was missed or called off is booked again on the same row. */
export const AppointmentMachine = new StatusMachine('inspections.appointment', APPOINTMENT_STATUSES, {
  book: { who: 'party', from: ['booked', 'missed', 'cancelled'], to: 'booked' },
  cancel: { who: 'party', from: ['booked'], to: 'cancelled' },
  miss: { from: ['booked'], to: 'missed' },
  finish: { who: 'inspector', from: ['booked'], to: ['done', 'cancelled'] },
});
