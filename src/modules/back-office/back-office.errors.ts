import { DomainError } from '../../platform/errors/domain-error.js';

export class FollowUpNotFound extends DomainError {
  static override readonly code = 'records.follow-up-not-found';
  static override readonly kind = 'not-found';
  static override readonly title = 'There is no such matter on the work list';

  constructor() {
    super('The work list has no matter with this id.');
  }
}

export class FollowUpSettled extends DomainError {
  static override readonly code = 'records.follow-up-settled';
  static override readonly kind = 'conflict';
  static override readonly title = 'The matter has been settled';

  constructor() {
    super('Somebody has settled this matter, or the message has arrived meanwhile. Read the work list again.');
  }
}
