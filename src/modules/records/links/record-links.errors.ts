import { domainError } from '../../../platform/errors/domain-error.js';

export class AlreadyLinked extends domainError('records.already-linked', 'conflict', 'The record is already on your dashboard') {
  constructor(number: string) {
    super(`${number} is already on your dashboard: you own it or have linked it.`);
  }
}

export class LinkOfProject extends domainError('records.link-of-project', 'conflict', 'This link comes with a project') {
  constructor(number: string) {
    super(`The account sees ${number} because both belong to one project. Take the record, or the account, off the project.`);
  }
}

export class LinkNotFound extends domainError('records.link-not-found', 'not-found', 'No such link') {
  constructor() {
    super('There is no such link, or it is not yours to remove. Only the linked account and the owner of the record can.');
  }
}

export class FirstOwnerOnly extends domainError('records.first-owner-only', 'forbidden', 'Only the first owner of the record may do this') {
  constructor(number: string) {
    super(`You are a co-owner of ${number} by invitation. Only the first owner can invite and remove co-owners.`);
  }
}
