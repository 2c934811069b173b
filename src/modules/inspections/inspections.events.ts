import { DomainEvent } from '../../platform/events/domain-event.js';
import type { InspectionOutcome } from './inspection.status.js';

interface InspectionFacts {
  recordId: string;
  number: string;
  inspectionId: string;
  typeCode: string;
  typeName: string;
  outcome: InspectionOutcome;
  [fact: string]: string;
}

export class InspectionPassed extends DomainEvent<InspectionFacts> {
  static override readonly type = 'inspections.inspection-passed';
}

/** Its re-inspection, `reinspectionId`, is open already. */
export class InspectionFailed extends DomainEvent<InspectionFacts & { reinspectionId: string }> {
  static override readonly type = 'inspections.inspection-failed';
}

/** The last required inspection of the record has passed. */
export class AllInspectionsPassed extends DomainEvent<{ recordId: string; number: string }> {
  static override readonly type = 'inspections.all-inspections-passed';
}
