import { domainError } from '../../platform/errors/domain-error.js';

export class RecordNotFound extends domainError('records.not-found', 'not-found', 'No such record') {
  /** The same for a number that was never given out and for a record that is not the asker's to know of. */
  constructor(number: string, kind = 'record') {
    const alsoCheck = kind === 'record' ? '' : ' Check also that it is the number of a ' + kind + '.';
    super(
      `We cannot find a ${kind} ${number}. Check it against your documents: letters, year and sequence, such as RST-2026-00017.${alsoCheck}`,
    );
  }
}

export class RecordNotLinked extends domainError('records.not-linked', 'forbidden', 'The record is not linked to your account') {
  constructor(number: string) {
    super(`${number} is not linked to your account. Link it with its number to see more and to take part.`);
  }
}

export class OwnerOnly extends domainError('records.owner-only', 'forbidden', 'Only the owner of the record may do this') {
  constructor(number: string) {
    super(`Only the owner of ${number} may do this: the applicant, or a contractor named on it.`);
  }
}
