import { defineRecordType } from '../records/index.js';

export const PERMIT = defineRecordType({ kind: 'permit', role: 'permit-technician', isLinkable: true, hasCoOwners: true });
