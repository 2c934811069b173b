import { domainError } from '../../platform/errors/domain-error.js';
import { INSPECTION_STATUS_LABELS, type InspectionStatus } from './inspection.status.js';

export class InspectionNotFound extends domainError('inspections.not-found', 'not-found', 'There is no such inspection') {
  constructor() {
    super('No inspection has this id.');
  }
}

export class InspectionNotReady extends domainError('inspections.wrong-status', 'conflict', 'The inspection cannot be done in its status', {
  currentStatus: 'passed',
}) {
  constructor(recordNumber: string, typeName: string, status: InspectionStatus) {
    super(`${typeName} of ${recordNumber} takes no result now: ${INSPECTION_STATUS_LABELS[status].toLowerCase()}.`, {
      extensions: { currentStatus: status },
    });
  }
}
