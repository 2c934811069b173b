import { DomainError } from '../../../platform/errors/domain-error.js';

export class AlreadyLinked extends DomainError {
  static override readonly code = 'records.already-linked';
  static override readonly kind = 'conflict';
  static override readonly title = 'The record is on your dashboard already';

  constructor(number: string) {
    super(`${number} is on your dashboard already: you are its owner, or have linked it before.`);
  }
}

export class LinkNotFound extends DomainError {
  static override readonly code = 'records.link-not-found';
  static override readonly kind = 'not-found';
  static override readonly title = 'No such link';

  constructor() {
    super('There is no such link, or it is not yours to remove. Only the linked account and the owner of the record can.');
  }
}
