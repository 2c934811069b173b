import { domainError } from '../../platform/errors/domain-error.js';
import { CONTRACTOR_STATUS_LABELS, type ContractorStatus } from './contractor.status.js';

export class ContractorNotFound extends domainError('contractors.not-found', 'not-found', 'There is no such contractor') {
  constructor(number: string) {
    super(
      `We cannot find a contractor ${number}. Check the number on the registration, such as CON-2026-00012, or search by business name.`,
    );
  }
}

export class ContractorRegisteredAlready extends domainError(
  'contractors.already-registered',
  'conflict',
  'The contractor is already registered',
  { number: 'CON-2026-00003' },
) {
  constructor(businessName: string, number: string) {
    super(`${businessName} is registered with this e-mail address as ${number}. Change that registration instead.`, {
      extensions: { number },
    });
  }
}

export class WrongContractorStatus extends domainError(
  'contractors.wrong-status',
  'conflict',
  'The status of the registration does not allow this',
  { currentStatus: 'suspended' },
) {
  constructor(number: string, verb: string, status: ContractorStatus) {
    super(`${number} cannot be ${verb}: ${CONTRACTOR_STATUS_LABELS[status].toLowerCase()}.`, { extensions: { currentStatus: status } });
  }
}

export class CredentialNotFound extends domainError('contractors.credential-not-found', 'not-found', 'There is no such credential') {
  constructor(number: string) {
    super(`${number} has no credential with this id on file, or it was replaced.`);
  }
}

export class NoPapersWaiting extends domainError('contractors.no-papers-waiting', 'conflict', 'No documents are waiting for review') {
  constructor(number: string) {
    super(`${number} has no uploaded documents waiting for review.`);
  }
}

export class ManagersOnly extends domainError('contractors.managers-only', 'forbidden', 'Only a manager of the contractor may do this') {
  constructor(number: string) {
    super(`Only the accounts that manage ${number} may do this. Ask one of them.`);
  }
}
