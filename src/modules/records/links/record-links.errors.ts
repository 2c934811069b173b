import { domainError } from '../../../platform/errors/domain-error.js';

export class AlreadyLinked extends domainError('records.already-linked', 'conflict', 'The record is on your dashboard already') {
  constructor(number: string) {
    super(`${number} is on your dashboard already: you are its owner, or have linked it before.`);
  }
}

export class LinkOfProject extends domainError('records.link-of-project', 'conflict', 'The link comes with a project') {
  constructor(number: string) {
    super(`The account sees ${number} because both belong to one project. Take the record out of the project, or the account.`);
  }
}

export class LinkNotFound extends domainError('records.link-not-found', 'not-found', 'No such link') {
  constructor() {
    super('There is no such link, or it is not yours to remove. Only the linked account and the owner of the record can.');
  }
}

export class FirstOwnerOnly extends domainError('records.first-owner-only', 'forbidden', 'Only the first owner of the record may do this') {
  constructor(number: string) {
    super(`You are a co-owner of ${number} by invitation. Co-owners are invited and removed by the owner who was there before them.`);
  }
}
