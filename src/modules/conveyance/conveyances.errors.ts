import { domainError } from '../../platform/errors/domain-error.js';
import { CONVEYANCE_STATUS_LABELS, type ConveyanceStatus } from './conveyance.status.js';

export class ConveyanceNotFound extends domainError('conveyance.not-found', 'not-found', 'There is no such conveyance') {
  constructor(number: string) {
    super(`We cannot find a conveyance ${number}. Check the number on its certificate, such as ELV-2026-00012.`);
  }
}

export class ConveyanceImportNotFound extends domainError('conveyance.import-not-found', 'not-found', 'There is no such import') {
  constructor() {
    super('We cannot find this import of conveyances; listConveyanceImports names those there are.');
  }
}

export class StateNumberTaken extends domainError(
  'conveyance.state-number-taken',
  'conflict',
  'The state registration number belongs to another conveyance',
  { number: 'ELV-2026-00003' },
) {
  constructor(stateNumber: string, number: string) {
    super(`${stateNumber} is on file as ${number}. Change that one instead, or correct its number first.`, { extensions: { number } });
  }
}

export class WrongConveyanceStatus extends domainError(
  'conveyance.wrong-status',
  'conflict',
  'The status of the conveyance does not allow this',
  { currentStatus: 'retired' },
) {
  constructor(number: string, verb: string, status: ConveyanceStatus) {
    super(`${number} cannot be ${verb}: ${CONVEYANCE_STATUS_LABELS[status].toLowerCase()}.`, { extensions: { currentStatus: status } });
  }
}

export class OutOfServiceByCity extends domainError(
  'conveyance.out-of-service-by-city',
  'conflict',
  'The city took the conveyance out of service',
) {
  constructor(number: string, reason: string) {
    super(`The city took ${number} out of service (${reason}), so only the city can put it back. Call the elevator inspector.`);
  }
}

export class NoCertificate extends domainError(
  'conveyance.no-certificate',
  'conflict',
  'The conveyance has no certificate from the portal',
) {
  constructor(number: string) {
    super(`${number} has no certificate here yet: it is made when all fees are paid and all inspections have passed.`);
  }
}
