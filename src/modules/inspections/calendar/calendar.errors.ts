import { domainError } from '../../../platform/errors/domain-error.js';

export class CalendarFeedNotFound extends domainError('inspections.feed-not-found', 'not-found', 'There is no such calendar') {
  /** The same for an address that never was, one that was replaced, and one whose account is closed. */
  constructor() {
    super('This calendar address does not work, or no longer does. Create a new one in your account and subscribe to that.');
  }
}
