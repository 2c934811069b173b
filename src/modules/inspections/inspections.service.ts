import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../platform/audit/audit-log.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { Events } from '../../platform/events/events.js';
import { Clock } from '../../platform/time/clock.js';
import { AttachmentsService, RecordsService } from '../records/index.js';
import { allPassed, isReady, needsComments } from './inspection-order.rules.js';
import { Inspection, type RequiredInspection } from './inspection.entity.js';
import { ACTIVE_INSPECTION_STATUSES, INSPECTION_OUTCOME_LABELS } from './inspection.status.js';
import type { InspectionDto, InspectionResultRequest } from './inspections.dto.js';
import { InspectionNotFound } from './inspections.errors.js';
import { AllInspectionsPassed, InspectionFailed, InspectionPassed } from './inspections.events.js';
import { InspectionQueries, type ActiveInspection } from './inspections.queries.js';

/** A record's inspections: opened when the permit is issued, decided one by one, the last of which ends the job. */
@Injectable()
export class InspectionsService {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly queries: InspectionQueries,
    private readonly records: RecordsService,
    private readonly attachments: AttachmentsService,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly audit: AuditLog,
  ) {}

  /** Opens what a type asks for; those that come first are ready at once. */
  async open(recordId: string, number: string, inspections: readonly RequiredInspection[]): Promise<void> {
    const all = inspections.map((inspection) => ({ ...inspection, status: 'not-ready' as const }));
    for (const inspection of all) {
      this.em.persist(Inspection.open(recordId, number, inspection, isReady(inspection, all), this.clock.now()));
    }
    await this.database.flush();
  }

  /** Nobody needs to come any more. */
  async cancelOpen(recordId: string): Promise<void> {
    const open = (await this.locked(recordId)).filter((inspection) => isActive(inspection));
    for (const inspection of open) inspection.cancel();
    await this.database.flush();
  }

  /** The day's end of the last approval; null before the first. Work that is inspected keeps its permit alive (IRC R105.5). */
  lastPassedAt(recordId: string): Promise<Temporal.Instant | null> {
    return this.queries.lastPassedAt(recordId);
  }

  /** What still lies ahead on these records. */
  active(recordIds: string[]): Promise<ActiveInspection[]> {
    return this.queries.active(recordIds);
  }

  async recordResult(inspector: Principal, inspectionId: string, request: InspectionResultRequest): Promise<InspectionDto> {
    return this.database.transaction(async () => {
      const recordId = await this.queries.recordIdOf(inspectionId);
      const all = await this.locked(recordId);
      const inspection = all.find((each) => each.id === inspectionId);
      if (!inspection) throw new InspectionNotFound();
      const before = inspection.status;
      const { outcome, comments = null, attachmentIds = [] } = request;
      inspection.recordResult({ outcome, comments, attachmentIds, inspectorId: inspector.accountId }, this.clock.now());
      if (needsComments(outcome) && !comments?.trim()) {
        throw new InvalidInput([{ pointer: '/comments', detail: 'must say what was found, so that it can be put right' }]);
      }
      await this.attachments.requireOf(recordId, attachmentIds);
      if (inspection.status === 'passed') this.goOn(inspection, all);
      else this.openReinspection(inspection);
      await this.database.flush();
      await this.tell(inspection, before);
      return this.queries.inspection(inspectionId);
    });
  }

  /** Approval makes the next ones ready, and the last one ends the job. */
  private goOn(passed: Inspection, all: Inspection[]): void {
    const newest = newestAttempts(all);
    for (const inspection of newest) {
      if (inspection.status === 'not-ready' && isReady(inspection, newest)) inspection.makeReady();
    }
    const { recordId, recordNumber: number } = passed;
    this.events.publish(new InspectionPassed(factsOf(passed)));
    if (!allPassed(newest)) return;
    for (const inspection of newest.filter(isActive)) inspection.cancel();
    this.events.publish(new AllInspectionsPassed({ recordId, number }));
  }

  private openReinspection(failed: Inspection): void {
    const again = failed.repeat(this.clock.now());
    this.em.persist(again);
    this.events.publish(new InspectionFailed({ ...factsOf(failed), reinspectionId: again.id }));
  }

  private async tell(inspection: Inspection, before: string): Promise<void> {
    const { recordId, recordNumber, typeName, outcome, status } = inspection;
    await this.records.tell(recordId, {
      type: `inspections.inspection-${status}`,
      summary: `${typeName}: ${INSPECTION_OUTCOME_LABELS[outcome!]}`,
      visibility: 'parties',
    });
    await this.audit.record({
      action: 'inspections.record-result',
      subject: recordNumber,
      recordId,
      before: { inspectionId: inspection.id, status: before },
      after: { inspectionId: inspection.id, status, outcome },
    });
  }

  /** All inspections of the record; results of one record take turns here, so the last approval is seen as the last. */
  private async locked(recordId: string): Promise<Inspection[]> {
    await this.database.rows(sql`select id from inspections.inspection where record_id = ${recordId} order by id for update`);
    return this.em.find(Inspection, { recordId }, { orderBy: { sequence: 'asc', id: 'asc' } });
  }
}

function isActive(inspection: Inspection): boolean {
  return (ACTIVE_INSPECTION_STATUSES as readonly string[]).includes(inspection.status);
}

function newestAttempts(all: Inspection[]): Inspection[] {
  const repeated = new Set(all.map((inspection) => inspection.repeatsId));
  return all.filter((inspection) => !repeated.has(inspection.id));
}

function factsOf({ recordId, recordNumber: number, id: inspectionId, typeCode, typeName, outcome }: Inspection) {
  return { recordId, number, inspectionId, typeCode, typeName, outcome: outcome! };
}
