import { domainError } from '../../platform/errors/domain-error.js';

export class FollowUpNotFound extends domainError('records.follow-up-not-found', 'not-found', 'There is no such matter on the work list') {
  constructor() {
    super('The work list has no matter with this id.');
  }
}

export class FollowUpSettled extends domainError('records.follow-up-settled', 'conflict', 'The matter has been settled') {
  constructor() {
    super('Somebody has settled this matter, or the message has arrived meanwhile. Read the work list again.');
  }
}
