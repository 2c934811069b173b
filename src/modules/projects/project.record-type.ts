import { defineRecordType } from '../records/index.js';

export const PROJECT = defineRecordType({ kind: 'project', role: 'permit-technician', isLinkable: true, hasCoOwners: true });
