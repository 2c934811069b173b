import { defineRecordType, RecordNotFound, type CaseFileKind } from '../records/index.js';
import { Permit } from './permit.entity.js';
import { PERMIT_STATUS_LABELS } from './permit.status.js';
import { PermitNotFound } from './permits.errors.js';

export const PERMIT = defineRecordType({ kind: 'permit', role: 'permit-technician', isLinkable: true, hasCoOwners: true });

/** Whoever changes a permit locks in one order: the permit, its review cycles or inspections, the record, its fees. */
export const PERMIT_FILE: CaseFileKind<Permit> = {
  entity: Permit,
  notFound: (number, isRecord) => (isRecord ? new PermitNotFound(number) : new RecordNotFound(number)),
  shows: ({ status, issuedOn, expiresOn }) => ({ status, statusLabel: PERMIT_STATUS_LABELS[status], issuedOn, expiresOn }),
};
