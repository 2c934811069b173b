import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { Events } from '../../platform/events/events.js';
import { Clock } from '../../platform/time/clock.js';
import { AttachmentsService } from '../attachments/index.js';
import { Lifecycle } from '../records/index.js';
import { BookingHolds, type BookingHold, type HoldOnRecord } from './booking-holds.js';
import { Corrections } from './corrections.js';
import { allPassed, isReady, needsComments, statusAfter } from './inspection-order.rules.js';
import { Inspection, type RequiredInspection } from './inspection.entity.js';
import { ACTIVE_INSPECTION_STATUSES } from './inspection.status.js';
import type { InspectionDto, InspectionResultRequest } from './inspections.dto.js';
import { InspectionNotFound } from './inspections.errors.js';
import { AllInspectionsPassed } from './inspections.events.js';
import { InspectionQueries, type ActiveInspection, type InspectionFindings, type InspectionProgress } from './inspections.queries.js';
import { Bookings } from './scheduling/bookings.js';

/** What a correction's text may hold, in characters as the database counts them. */
const LONGEST_TEXT = 2000;

/** A record's inspections: opened when the permit is issued, decided one by one, the last of which ends the job. */
@Injectable()
export class InspectionsService {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly queries: InspectionQueries,
    private readonly lifecycle: Lifecycle,
    private readonly attachments: AttachmentsService,
    private readonly corrections: Corrections,
    private readonly bookings: Bookings,
    private readonly holds: BookingHolds,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /** Opens what a type asks for; those that come first are ready at once. Answers their ids, in the same order. */
  async open(recordId: string, number: string, inspections: readonly RequiredInspection[]): Promise<string[]> {
    const all = inspections.map((inspection) => ({ ...inspection, status: 'not-ready' as const }));
    const opened = all.map((inspection) => Inspection.open(recordId, number, inspection, isReady(inspection, all), this.clock.now()));
    for (const inspection of opened) this.em.persist(inspection);
    await this.database.flush();
    return opened.map(({ id }) => id);
  }

  /** Nobody needs to come any more; with `typeCodes`, for these inspections. */
  async cancelOpen(recordId: string, typeCodes?: readonly string[]): Promise<void> {
    const isMeant = ({ typeCode }: Inspection) => !typeCodes || typeCodes.includes(typeCode);
    const open = (await this.locked(recordId)).filter((inspection) => isActive(inspection) && isMeant(inspection));
    await this.cancel(open);
    await this.holds.liftAll(recordId);
  }

  /** Nothing can be booked on the record until the source lets it go. True when the source did not hold it before. */
  hold(recordId: string, hold: BookingHold): Promise<boolean> {
    return this.holds.set(recordId, hold);
  }

  /** Lifts the hold of one source; true when there was one. */
  release(recordId: string, source: string): Promise<boolean> {
    return this.holds.lift(recordId, source);
  }

  /** What keeps the record's inspections from being booked, the oldest first. */
  holdsOn(recordId: string): Promise<HoldOnRecord[]> {
    return this.holds.on(recordId);
  }

  /** The same of several records; those that nobody holds are left out. */
  holdsOnEach(recordIds: readonly string[]): Promise<Map<string, HoldOnRecord[]>> {
    return this.holds.onEach(recordIds);
  }

  /** Where inspections stand, by the ids that `open` answered: a re-inspection stands in for the one it repeats. */
  progressOf(openedIds: readonly string[]): Promise<InspectionProgress[]> {
    return this.queries.progressOf(openedIds);
  }

  /** The day's end of the last approval; null before the first. Work that is inspected keeps its permit alive (IRC R105.5). */
  lastPassedAt(recordId: string): Promise<Temporal.Instant | null> {
    return this.queries.lastPassedAt(recordId);
  }

  /** What has passed, in the order of the inspections, and when. */
  passedOn(recordId: string): Promise<{ typeName: string; at: Temporal.Instant }[]> {
    return this.queries.passed(recordId);
  }

  /** What a visit found, for those who are told: the inspector's words and what is left to put right. */
  findingsOf(inspectionId: string): Promise<InspectionFindings> {
    return this.queries.findings(inspectionId);
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
      const { outcome, comments = null, attachmentIds = [], corrections: found = [], resolvedCorrectionIds: resolvedIds = [] } = request;
      const now = this.clock.now();
      const reinspection = statusAfter(outcome) === 'failed' ? inspection.repeat(now) : null;
      const given = { outcome, comments, attachmentIds, inspectorId: inspector.accountId, corrections: found.length };
      const result = inspection.recordResult(given, reinspection, now);
      refuseUnclear(request);
      await this.attachments.requireOf(recordId, [...attachmentIds, ...found.flatMap(({ attachmentId }) => attachmentId ?? [])]);
      await this.lifecycle.make(result);
      if (reinspection) this.em.persist(reinspection);
      else await this.goOn(inspection, all);
      await this.database.flush();
      await this.corrections.settle(inspectionId, reinspection?.id ?? null, { found, resolvedIds });
      await this.bookings.finish(inspectionId);
      return this.queries.inspection(inspectionId);
    });
  }

  /** Approval makes the next ones ready, and the last one ends the job. */
  private async goOn(passed: Inspection, all: Inspection[]): Promise<void> {
    const newest = newestAttempts(all);
    const next = newest.filter((inspection) => inspection.status === 'not-ready' && isReady(inspection, newest));
    await this.lifecycle.make(...next.map((inspection) => inspection.makeReady()));
    if (!allPassed(newest)) return;
    await this.cancel(newest.filter(isActive));
    this.events.publish(new AllInspectionsPassed({ recordId: passed.recordId, number: passed.recordNumber }));
  }

  /** With the visits that were booked for them. */
  private async cancel(inspections: Inspection[]): Promise<void> {
    await this.lifecycle.make(...inspections.map((inspection) => inspection.cancel()));
    await this.database.flush();
    await this.bookings.cancelAll(
      inspections.map(({ id }) => id),
      'record-closed',
    );
  }

  /** All inspections of the record; results of one record take turns here, so the last approval is seen as the last. */
  private async locked(recordId: string): Promise<Inspection[]> {
    await this.database.rows(sql`select id from inspections.inspection where record_id = ${recordId} order by id for update`);
    return this.em.find(Inspection, { recordId }, { orderBy: { sequence: 'asc', id: 'asc' } });
  }
}

function refuseUnclear({ outcome, comments, corrections = [] }: InspectionResultRequest): void {
  if (outcome === 'approved' && corrections.length > 0) {
    throw new InvalidInput([{ pointer: '/corrections', detail: 'must be empty: an approval leaves nothing to put right' }]);
  }
  const saysEnough = Boolean(comments?.trim()) || (outcome !== 'not-ready' && corrections.length > 0);
  if (needsComments(outcome) && !saysEnough) {
    throw new InvalidInput([{ pointer: '/comments', detail: 'must say what was found, so that it can be put right' }]);
  }
  const unclear = corrections.flatMap(({ text }, index) =>
    text.trim() === '' || [...text].length > LONGEST_TEXT
      ? [{ pointer: `/corrections/${index}/text`, detail: `must say what has to be put right, in at most ${LONGEST_TEXT} characters` }]
      : [],
  );
  if (unclear.length > 0) throw new InvalidInput(unclear);
}

function isActive(inspection: Inspection): boolean {
  return (ACTIVE_INSPECTION_STATUSES as readonly string[]).includes(inspection.status);
}

function newestAttempts(all: Inspection[]): Inspection[] {
  const repeated = new Set(all.map((inspection) => inspection.repeatsId));
  return all.filter((inspection) => !repeated.has(inspection.id));
}
