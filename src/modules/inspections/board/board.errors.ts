import { domainError } from '../../../platform/errors/domain-error.js';

export class DisruptionNotFound extends domainError('inspections.disruption-not-found', 'not-found', 'There is no such disruption') {
  constructor() {
    super('No disruption has this id.');
  }
}

export class BoardNotFound extends domainError('inspections.board-not-found', 'not-found', 'This address opens no board') {
  constructor() {
    super('The address is wrong or out of date. getInspectionBoard gives a new one.');
  }
}
