import { domainError } from '../../../platform/errors/domain-error.js';
import { FILING_STATUS_LABELS, type FilingKind, type FilingStatus } from './filing.status.js';

export class WrongFilingStatus extends domainError(
  'contractors.wrong-filing-status',
  'conflict',
  'The status of the application or renewal does not allow this',
  { currentStatus: 'fee-due' },
) {
  constructor(what: FilingKind, verb: string, status: FilingStatus) {
    super(`This ${what} cannot be ${verb}: ${FILING_STATUS_LABELS[status].toLowerCase()}.`, { extensions: { currentStatus: status } });
  }
}

export class ApplicationNotFound extends domainError('contractors.application-not-found', 'not-found', 'There is no such application') {
  constructor(number: string) {
    super(`We cannot find your application ${number}. Its number is in the confirmation message.`);
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
    super(`${number} is good through ${expiresOn.toString()}; it can be renewed starting ${opensOn.toString()}.`, {
      extensions: { opensOn: opensOn.toString() },
    });
  }
}

export class RenewalOpenAlready extends domainError('contractors.renewal-open-already', 'conflict', 'A renewal is already open', {
  renewalId: '0199f3a1-7d54-7c4e-9a2b-3f0f6f1f9a10',
}) {
  constructor(number: string, renewalId: string) {
    super(`A renewal of ${number} is already open. Continue with that one, or withdraw it first.`, { extensions: { renewalId } });
  }
}

export class DocumentsMissing extends domainError('contractors.documents-missing', 'conflict', 'Documents are missing', {
  missing: [{ code: 'certificate-of-insurance', name: 'certificate of insurance' }],
}) {
  constructor(number: string, missing: readonly { code: string; name: string }[]) {
    const names = new Intl.ListFormat('en-US').format(missing.map(({ name }) => name));
    super(`${number} cannot be approved before these are uploaded to it: ${names}.`, { extensions: { missing } });
  }
}
