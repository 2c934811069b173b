import { domainError } from '../../platform/errors/domain-error.js';

export class NotificationNotFound extends domainError('notifications.not-found', 'not-found', 'There is no such message') {
  constructor() {
    super('There is no message with this id among yours.');
  }
}

export class NotificationStillQueued extends domainError('notifications.still-queued', 'conflict', 'The message is on its way already', {
  currentStatus: 'queued',
}) {
  constructor() {
    super('This message is waiting to be sent, or to be sent again. See its delivery state.', { extensions: { currentStatus: 'queued' } });
  }
}

export class NotificationLinkUsedUp extends domainError(
  'notifications.link-used-up',
  'conflict',
  'The link in the message can no longer be used',
) {
  constructor() {
    super('The link in this message was used or has run out, so it is not sent again. Ask for a new one.');
  }
}
