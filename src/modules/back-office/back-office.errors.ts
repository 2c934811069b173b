import { domainError } from '../../platform/errors/domain-error.js';

export class FollowUpNotFound extends domainError('records.follow-up-not-found', 'not-found', 'We cannot find this item on the work list') {
  constructor() {
    super('Nothing on the work list has this id.');
  }
}

export class FollowUpSettled extends domainError('records.follow-up-settled', 'conflict', 'This has already been taken care of') {
  constructor() {
    super('Somebody has taken care of this, or the message has arrived in the meantime. Reload the work list.');
  }
}
