export { BackOfficeModule } from './back-office.module.js';
export { RecordAssigned } from './back-office.events.js';
export { FollowUpNotFound, FollowUpSettled } from './back-office.errors.js';
export { defineFollowUp } from './follow-up-kinds.js';
export { FollowUps } from './follow-ups.js';
