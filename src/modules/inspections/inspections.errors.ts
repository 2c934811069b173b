import { DomainError } from '../../platform/errors/domain-error.js';
import { INSPECTION_STATUS_LABELS, type InspectionStatus } from './inspection.status.js';

export class InspectionNotFound extends DomainError {
  static override readonly code = 'inspections.not-found';
  static override readonly kind = 'not-found';
  static override readonly title = 'There is no such inspection';

  constructor() {
    super('No inspection has this id.');
  }
}

export class InspectionNotReady extends DomainError {
  static override readonly code = 'inspections.wrong-status';
  static override readonly kind = 'conflict';
  static override readonly title = 'The inspection cannot be done in its status';
  static override readonly members = { currentStatus: 'passed' };

  constructor(recordNumber: string, typeName: string, status: InspectionStatus) {
    super(`${typeName} of ${recordNumber} takes no result now: ${INSPECTION_STATUS_LABELS[status].toLowerCase()}.`, {
      extensions: { currentStatus: status },
    });
  }
}
