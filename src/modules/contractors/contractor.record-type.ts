import { defineRecordType } from '../records/index.js';

/** Who acts for a contractor is its team. */
export const CONTRACTOR = defineRecordType({
  kind: 'license',
  typeCode: 'contractor-registration',
  role: 'permit-technician',
  isLinkable: true,
  hasCoOwners: false,
  invitedBy: 'inviteContractorMember',
});
