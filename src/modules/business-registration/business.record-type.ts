import { defineRecordType } from '../records/index.js';

export const BUSINESS = defineRecordType({
  kind: 'license',
  typeCode: 'business-registration',
  role: 'permit-technician',
  isLinkable: true,
  hasCoOwners: false,
});
