import { DomainError } from '../../../platform/errors/domain-error.js';

export class AlreadyLinked extends DomainError {
  static override readonly code = 'records.already-linked';
  static override readonly kind = 'conflict';
  static override readonly title = 'The record is on your dashboard already';

  constructor(number: string) {
    super(`${number} is on your dashboard already: you are its owner, or have linked it before.`);
  }
}

export class LinkOfProject extends DomainError {
  static override readonly code = 'records.link-of-project';
  static override readonly kind = 'conflict';
  static override readonly title = 'The link comes with a project';

  constructor(number: string) {
    super(`The account sees ${number} because both belong to one project. Take the record out of the project, or the account.`);
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

export class FirstOwnerOnly extends DomainError {
  static override readonly code = 'records.first-owner-only';
  static override readonly kind = 'forbidden';
  static override readonly title = 'Only the first owner of the record may do this';

  constructor(number: string) {
    super(`You are a co-owner of ${number} by invitation. Co-owners are invited and removed by the owner who was there before them.`);
  }
}
