import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../platform/database/ids.js';
import { InstantType } from '../../platform/database/types.js';
import { statusAfter } from './inspection-order.rules.js';
import {
  INSPECTION_OUTCOMES,
  INSPECTION_STATUSES,
  InspectionTransitions,
  type InspectionOutcome,
  type InspectionStatus,
} from './inspection.status.js';
import { InspectionNotReady } from './inspections.errors.js';

const InspectionSchema = defineEntity({
  name: 'Inspection',
  schema: 'inspections',
  tableName: 'inspection',
  properties: {
    id: p.uuid().primary(),
    recordId: p.uuid(),
    recordNumber: p.text(),
    typeCode: p.text(),
    typeName: p.text(),
    discipline: p.text(),
    sequence: p.integer(),
    required: p.boolean(),
    attempt: p.integer(),
    repeatsId: p.uuid().nullable(),
    status: p.enum(INSPECTION_STATUSES),
    openedAt: p.type(InstantType),
    outcome: p.enum(INSPECTION_OUTCOMES).nullable(),
    comments: p.text().nullable(),
    attachmentIds: p.array().columnType('uuid[]'),
    resultAt: p.type(InstantType).nullable(),
    inspectorId: p.uuid().nullable(),
    version: p.integer().version(),
  },
});

/** What a type of permit asks to be inspected. */
export interface RequiredInspection {
  typeCode: string;
  typeName: string;
  discipline: string;
  /** Lower ones come first. */
  sequence: number;
  required: boolean;
}

export interface InspectionResult {
  outcome: InspectionOutcome;
  comments: string | null;
  attachmentIds: string[];
  inspectorId: string;
}

/** One visit of an inspector that a record needs. */
export class Inspection extends InspectionSchema.class {
  static open(recordId: string, recordNumber: string, what: RequiredInspection, ready: boolean, now: Temporal.Instant): Inspection {
    const inspection = new Inspection();
    inspection.id = newId();
    inspection.recordId = recordId;
    inspection.recordNumber = recordNumber;
    inspection.typeCode = what.typeCode;
    inspection.typeName = what.typeName;
    inspection.discipline = what.discipline;
    inspection.sequence = what.sequence;
    inspection.required = what.required;
    inspection.attempt = 1;
    inspection.repeatsId = null;
    inspection.status = ready ? 'ready' : 'not-ready';
    inspection.openedAt = now;
    inspection.outcome = null;
    inspection.comments = null;
    inspection.attachmentIds = [];
    inspection.resultAt = null;
    inspection.inspectorId = null;
    return inspection;
  }

  /** The visit that follows a failed one. */
  repeat(now: Temporal.Instant): Inspection {
    const next = Inspection.open(this.recordId, this.recordNumber, this, true, now);
    next.attempt = this.attempt + 1;
    next.repeatsId = this.id;
    return next;
  }

  recordResult(result: InspectionResult, now: Temporal.Instant): void {
    this.move(statusAfter(result.outcome));
    this.outcome = result.outcome;
    this.comments = result.comments;
    this.attachmentIds = result.attachmentIds;
    this.inspectorId = result.inspectorId;
    this.resultAt = now;
  }

  makeReady(): void {
    this.move('ready');
  }

  /** An inspector is to come on a day. */
  book(): void {
    this.move('scheduled');
  }

  /** The appointment is off; another can be made. */
  release(): void {
    this.move('ready');
  }

  cancel(): void {
    this.move('cancelled');
  }

  private move(to: InspectionStatus): void {
    if (!InspectionTransitions[this.status].includes(to)) throw new InspectionNotReady(this.recordNumber, this.typeName, this.status);
    this.status = to;
  }
}
InspectionSchema.setClass(Inspection);
