import { defineRecordType } from '../records/index.js';

/** The city links whom a case concerns, and settles who answers it. */
export const CASE = defineRecordType({ kind: 'case', role: 'code-officer', isLinkable: false, hasCoOwners: false });
