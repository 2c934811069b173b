import { DomainError } from '../../../platform/errors/domain-error.js';

export class DisruptionNotFound extends DomainError {
  static override readonly code = 'inspections.disruption-not-found';
  static override readonly kind = 'not-found';
  static override readonly title = 'There is no such disruption';

  constructor() {
    super('No disruption has this id.');
  }
}

export class BoardNotFound extends DomainError {
  static override readonly code = 'inspections.board-not-found';
  static override readonly kind = 'not-found';
  static override readonly title = 'This address opens no board';

  constructor() {
    super('The address is wrong or out of date. getInspectionBoard gives a new one.');
  }
}
