import { defineRecordType, RecordNotFound, type CaseFileKind } from '../records/index.js';
import { BusinessRegistration } from './business-registration.entity.js';
import { BusinessNotFound } from './business-registration.errors.js';
import { BUSINESS_STATUS_LABELS } from './business-registration.status.js';

export const BUSINESS = defineRecordType({
  kind: 'license',
  typeCode: 'business-registration',
  role: 'permit-technician',
  isLinkable: true,
  hasCoOwners: false,
});

/** Whoever changes one locks in one order: the registration, its renewal, its review cycles or inspections, the record, its fees. */
export const BUSINESS_FILE: CaseFileKind<BusinessRegistration> = {
  entity: BusinessRegistration,
  notFound: (number, isRecord) => (isRecord ? new BusinessNotFound(number) : new RecordNotFound(number)),
  shows: ({ status }) => ({ status, statusLabel: BUSINESS_STATUS_LABELS[status] }),
};
