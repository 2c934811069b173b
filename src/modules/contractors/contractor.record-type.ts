import { defineRecordType, type CaseFileKind } from '../records/index.js';
import { Contractor } from './contractor.entity.js';
import { CONTRACTOR_STATUS_LABELS, isOver, wasRegistered } from './contractor.status.js';
import { ContractorNotFound } from './contractors.errors.js';

/** Who acts for a contractor is its team. */
export const CONTRACTOR = defineRecordType({
  kind: 'license',
  typeCode: 'contractor-registration',
  role: 'permit-technician',
  isLinkable: true,
  hasCoOwners: false,
  invitedBy: 'inviteContractorMember',
});

export const CONTRACTOR_FILE: CaseFileKind<Contractor> = {
  entity: Contractor,
  notFound: (number) => new ContractorNotFound(number),
  shows: ({ status, businessName, expiresOn }) => ({
    status,
    statusLabel: CONTRACTOR_STATUS_LABELS[status],
    contractorName: businessName,
    expiresOn,
    isPublic: wasRegistered(status),
    closed: isOver(status),
  }),
};
