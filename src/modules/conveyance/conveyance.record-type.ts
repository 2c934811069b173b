import { defineRecordType, type CaseFileKind } from '../records/index.js';
import { Conveyance } from './conveyance.entity.js';
import { CONVEYANCE_STATUS_LABELS } from './conveyance.status.js';
import { ConveyanceNotFound } from './conveyances.errors.js';

/** Of every type in the catalog of conveyances. */
export const CONVEYANCE = defineRecordType({ kind: 'license', role: 'permit-technician', isLinkable: true, hasCoOwners: false });

/** Whoever changes a unit locks in one order: the unit, its inspections, the record, its fees. */
export const CONVEYANCE_FILE: CaseFileKind<Conveyance> = {
  entity: Conveyance,
  notFound: (number) => new ConveyanceNotFound(number),
  shows: ({ status, certificateIssuedOn = null, certificateExpiresOn = null }) => ({
    status,
    statusLabel: CONVEYANCE_STATUS_LABELS[status],
    issuedOn: certificateIssuedOn,
    expiresOn: certificateExpiresOn,
    closed: status === 'retired',
  }),
};
