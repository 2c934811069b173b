import { defineRecordType, type CaseFileKind } from '../records/index.js';
import { CodeCase } from './case.entity.js';
import { CASE_STATUS_LABELS, CLOSE_REASON_LABELS } from './case.status.js';
import { CaseNotFound } from './code-enforcement.errors.js';

/** The city links whom a case concerns, and decides who answers it. */
export const CASE = defineRecordType({ kind: 'case', role: 'code-officer', isLinkable: false, hasCoOwners: false });

export const CASE_FILE: CaseFileKind<CodeCase> = {
  entity: CodeCase,
  notFound: (number) => new CaseNotFound(number),
  shows: ({ status, closeReason, officerId = null }) => ({
    status,
    statusLabel: closeReason ? CLOSE_REASON_LABELS[closeReason] : CASE_STATUS_LABELS[status],
    closed: status === 'closed',
    ownerId: officerId,
  }),
};
