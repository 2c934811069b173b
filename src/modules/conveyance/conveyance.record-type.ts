import { defineRecordType } from '../records/index.js';

/** Of every type in the catalog of conveyances. */
export const CONVEYANCE = defineRecordType({ kind: 'license', role: 'permit-technician', isLinkable: true, hasCoOwners: false });
