import { defineEntity, p } from '@mikro-orm/core';
import { newId } from '../../platform/database/ids.js';
import { InstantType } from '../../platform/database/types.js';
import { changeOf, type Change, type Deed } from '../../platform/status/change.js';
import { statusAfter } from './inspection-order.rules.js';
import {
  INSPECTION_OUTCOMES,
  INSPECTION_STATUSES,
  INSPECTION_OUTCOME_LABELS,
  InspectionMachine,
  type InspectionOutcome,
  type InspectionVerb,
} from './inspection.status.js';
import { InspectionNotReady } from './inspections.errors.js';
import { InspectionFailed, InspectionPassed } from './inspections.events.js';

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
  /** How many corrections the inspector wrote down. */
  corrections: number;
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

  /** @param reinspection the visit that follows, when this one failed */
  recordResult({ corrections, ...result }: InspectionResult, reinspection: Inspection | null, now: Temporal.Instant): Change {
    const { id: inspectionId, recordId, recordNumber: number, typeCode, typeName } = this;
    const { outcome } = result;
    const to = statusAfter(outcome);
    const facts = { recordId, number, inspectionId, typeCode, typeName, outcome };
    return this.does('recordResult', {
      to,
      set: { ...result, resultAt: now },
      tells: { type: `inspections.inspection-${to}`, summary: `${typeName}: ${INSPECTION_OUTCOME_LABELS[outcome]}`, visibility: 'parties' },
      event: reinspection
        ? new InspectionFailed({ ...facts, reinspectionId: reinspection.id, reinspectionVisit: reinspection.attempt })
        : new InspectionPassed(facts),
      audit: { action: 'inspections.record-result', before: { inspectionId }, after: { inspectionId, outcome, corrections } },
    });
  }

  makeReady(): Change {
    return this.does('makeReady', { tells: { silentBecause: 'what was approved before says it' } });
  }

  /** An inspector is to come on a day. */
  book(): Change {
    return this.does('book', { tells: { silentBecause: 'the appointment says when' } });
  }

  release(): Change {
    return this.does('release', { tells: { silentBecause: 'the appointment says that it is off' } });
  }

  cancel(): Change {
    return this.does('cancel', { tells: { silentBecause: 'the record says why nobody needs to come' } });
  }

  private does(verb: InspectionVerb, deed: Deed<Inspection>): Change {
    if (!InspectionMachine.allows(verb, this.status)) throw new InspectionNotReady(this.recordNumber, this.typeName, this.status);
    return changeOf(InspectionMachine, this as Inspection, { recordId: this.recordId, subject: this.recordNumber }, verb, deed);
  }
}
InspectionSchema.setClass(Inspection);
