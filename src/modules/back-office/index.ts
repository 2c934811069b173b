export { BackOfficeModule } from './back-office.module.js';
export { FollowUpNotFound, FollowUpSettled } from './back-office.errors.js';
export { FollowUps, type FollowUpKind } from './follow-ups.js';
