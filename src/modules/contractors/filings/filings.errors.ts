import { domainError } from '../../../platform/errors/domain-error.js';
import { FILING_STATUS_LABELS, type FilingStatus } from './filing.status.js';

export class WrongFilingStatus extends domainError(
  'contractors.wrong-filing-status',
  'conflict',
  'The application or renewal has the wrong status for this',
  { currentStatus: 'fee-due' },
) {
  constructor(what: string, verb: string, status: FilingStatus) {
    super(`This ${what} cannot be ${verb}: ${FILING_STATUS_LABELS[status].toLowerCase()}.`, { extensions: { currentStatus: status } });
  }
}

export class ApplicationNotFound extends domainError('contractors.application-not-found', 'not-found', 'There is no such application') {
  constructor(number: string) {
    super(`We cannot find an application ${number} of yours. Its number is in the message that confirmed it.`);
  }
}

export class RenewalNotFound extends domainError('contractors.renewal-not-found', 'not-found', 'There is no such renewal') {
  constructor() {
    super('This contractor has no renewal with this id.');
  }
}

export class RenewalNotOpen extends domainError('contractors.renewal-not-open', 'conflict', 'The registration cannot be renewed yet', {
  opensOn: '2026-10-02',
}) {
  constructor(number: string, opensOn: Temporal.PlainDate, expiresOn: Temporal.PlainDate) {
    super(`${number} runs until ${expiresOn.toString()}; it can be renewed from ${opensOn.toString()} on.`, {
      extensions: { opensOn: opensOn.toString() },
    });
  }
}

export class RenewalOpenAlready extends domainError('contractors.renewal-open-already', 'conflict', 'A renewal is open already', {
  renewalId: '0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10',
}) {
  constructor(number: string, renewalId: string) {
    super(`A renewal of ${number} is open already. Go on with that one, or withdraw it first.`, { extensions: { renewalId } });
  }
}
