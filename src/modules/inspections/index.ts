export { InspectionsModule } from './inspections.module.js';
export { InspectionsService } from './inspections.service.js';
export { inspectionItems } from './inspection-items.rules.js';
export type { ActiveInspection, InspectionProgress } from './inspections.queries.js';
export type { BookingHold, HoldOnRecord } from './booking-holds.js';
export type { RequiredInspection } from './inspection.entity.js';
export {
  AllInspectionsPassed,
  AppointmentCancelled,
  AppointmentChangedByCity,
  AppointmentLost,
  AppointmentReminderDue,
  ArrivalWindowSet,
  InspectionFailed,
  InspectionPassed,
  InspectionScheduled,
} from './inspections.events.js';
export type { InspectionOutcome, InspectionStatus } from './inspection.status.js';
