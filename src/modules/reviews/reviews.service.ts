import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/ids.js';
import { toInstant } from '../../platform/database/types.js';
import { Events } from '../../platform/events/events.js';
import { Clock } from '../../platform/time/clock.js';
import { BusinessCalendar } from '../city/index.js';
import { Lifecycle, RecordsService } from '../records/index.js';
import { ReviewLock } from './review-lock.js';
import { Review, ReviewCycle } from './review.entity.js';
import type { CycleOutcome, ReviewStatus } from './review.status.js';
import { ReviewCycleOpened } from './reviews.events.js';

const GOES_ON_AFTER_HOURS = 24;

export interface Discipline {
  code: string;
  name: string;
  /** How many business days its reviewers have. */
  businessDays: number;
}

export interface OpenReview {
  reviewId: string;
  discipline: string;
  name: string;
  dueOn: Temporal.PlainDate;
  since: Temporal.Instant;
}

/** A review of the last cycle that asked for corrections. */
export interface AskingReview {
  reviewId: string;
  discipline: string;
  name: string;
  businessDays: number;
  since: Temporal.Instant;
  /** Open comments that have neither an answer nor newer files. */
  unanswered: number;
  /** When a party last answered or uploaded something. */
  actedAt: Temporal.Instant | null;
}

export interface ReviewState {
  /** 0 before the first. */
  cycle: number;
  /** Of the last cycle. */
  outcome: 'none' | 'open' | CycleOutcome;
  open: OpenReview[];
  asking: AskingReview[];
  /** Disciplines whose newest decision lets the work go ahead. */
  approved: string[];
  /** What those decisions demand of the work. */
  conditions: { discipline: string; disciplineName: string; text: string }[];
}

/** Of a record that was never reviewed. */
export const NO_REVIEWS: ReviewState = { cycle: 0, outcome: 'none', open: [], asking: [], approved: [], conditions: [] };

/** The front door: a module above opens and cancels review cycles of a record and asks how they stand. */
@Injectable()
export class ReviewsService {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly lock: ReviewLock,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
    private readonly records: RecordsService,
    private readonly lifecycle: Lifecycle,
    private readonly events: Events,
  ) {}

  /** Opens the record's next cycle with one review for each discipline; its number is the answer. */
  async openCycle(recordId: string, number: string, disciplines: readonly Discipline[]): Promise<number> {
    const cycle = (await this.lock.record(recordId)) + 1;
    const now = this.clock.now();
    const today = this.calendar.dateOf(now);
    this.em.persist(this.em.create(ReviewCycle, { recordId, cycle, openedAt: now }));
    // The reviews refer to the cycle by a key that the ORM does not know as a relation.
    await this.database.flush();
    for (const [position, { code, name, businessDays }] of disciplines.entries()) {
      this.em.persist(
        this.em.create(Review, {
          id: newId(),
          recordId,
          recordNumber: number,
          cycle,
          position,
          discipline: code,
          disciplineName: name,
          businessDays,
          status: 'pending',
          openedAt: now,
          dueOn: this.calendar.addBusinessDays(today, businessDays),
        }),
      );
    }
    await this.database.flush();
    await this.records.tell(recordId, {
      type: 'reviews.cycle-opened',
      summary: `Review cycle ${cycle} opened: ${disciplines.map((discipline) => discipline.name).join(', ')}`,
      visibility: 'parties',
    });
    this.events.publish(new ReviewCycleOpened({ recordId, number, cycle }));
    return cycle;
  }

  /**
   * Opens the next cycle for the disciplines that asked for corrections in the last one, and only those (`P-05`); unless the
   * corrections themselves called for `others`.
   */
  async reopenForCorrections(recordId: string, others: readonly Discipline[] = []): Promise<number> {
    const cycle = await this.lock.record(recordId);
    const asking = await this.em.find(Review, { recordId, cycle, status: 'corrections-required' }, { orderBy: { position: 'asc' } });
    const [first] = asking;
    if (!first) throw new Error(`No discipline asked for corrections in cycle ${cycle} of record ${recordId}.`);
    const again = asking.map((review) => ({ code: review.discipline, name: review.disciplineName, businessDays: review.businessDays }));
    return this.openCycle(recordId, first.recordNumber, [...again, ...others]);
  }

  /** The same for an application whose disciplines are `called` for now: those that have approved need not look again. */
  async resubmit(recordId: string, called: readonly Discipline[]): Promise<{ cycle: number; disciplines: Discipline[] }> {
    const { asking, approved } = await this.state(recordId);
    const asked = asking.map(({ discipline: code, name, businessDays }) => ({ code, name, businessDays }));
    const others = called.filter(({ code }) => !approved.includes(code) && !asked.some((discipline) => discipline.code === code));
    return { cycle: await this.reopenForCorrections(recordId, others), disciplines: [...asked, ...others] };
  }

  /** Reviews that asked for corrections and about which nothing has been done: neither an answer to each comment, nor a newer file. */
  async untouched(recordId: string): Promise<AskingReview[]> {
    return (await this.state(recordId)).asking.filter(({ unanswered }) => unanswered > 0);
  }

  /** Whether all that was asked was answered a day ago: it goes on by itself then, so that nobody waits for the other side unknowingly. */
  async goesOnByItself(recordId: string): Promise<boolean> {
    const latest = this.clock.now().subtract({ hours: GOES_ON_AFTER_HOURS });
    return (await this.state(recordId)).asking.every(
      ({ unanswered, actedAt }) => unanswered === 0 && actedAt !== null && Temporal.Instant.compare(actedAt, latest) <= 0,
    );
  }

  /** Ends an open cycle without a decision: the application was withdrawn, returned or moved to another type. */
  async cancelOpen(recordId: string): Promise<void> {
    const number = await this.lock.record(recordId);
    const cycle = await this.em.findOne(ReviewCycle, { recordId, cycle: number });
    if (!cycle || cycle.closedAt) return;
    const pending = await this.em.find(Review, { recordId, cycle: number, status: 'pending' });
    await this.lifecycle.make(...pending.map((review) => review.cancel()));
    cycle.close('cancelled', this.clock.now());
    await this.database.flush();
  }

  /** What a review says, comment by comment, with the section of the code that each rests on. */
  commentsOf(reviewId: string): Promise<{ text: string; codeReference: string | null }[]> {
    return this.database.query
      .selectFrom('reviews.review_comment')
      .select(['text', 'codeReference'])
      .where('reviewId', '=', reviewId)
      .orderBy('position')
      .execute();
  }

  /** How the record's reviews stand: one query. */
  async state(recordId: string): Promise<ReviewState> {
    return (await this.states([recordId])).get(recordId)!;
  }

  /** How the reviews of each record stand: one query. */
  async states(recordIds: string[]): Promise<Map<string, ReviewState>> {
    const rows = await this.database.rows(sql<StateRow>`
      select r.id, r.record_id, r.cycle, r.discipline, r.discipline_name, r.status, r.business_days, r.due_on, r.opened_at, r.decided_at,
        r.applicant_acted_at, k.outcome,
        coalesce(c.unanswered, 0)::int as unanswered, c.conditions
      from reviews.review r
      join reviews.review_cycle k on k.record_id = r.record_id and k.cycle = r.cycle
      left join lateral (
        select json_agg(m.text order by m.position) filter (where m.kind = 'condition') as conditions,
          count(*) filter (where m.status = 'open' and r.revised_at is null
            and not exists (select from reviews.comment_response a where a.comment_id = m.id)) as unanswered
        from reviews.review_comment m where m.review_id = r.id
      ) c on true
      where r.record_id = any(${recordIds}::uuid[])
      order by r.cycle, r.position`);
    const byRecord = Map.groupBy(rows, (row) => row.recordId);
    return new Map(recordIds.map((recordId) => [recordId, toState(byRecord.get(recordId) ?? [])]));
  }
}

function toState(rows: StateRow[]): ReviewState {
  const cycle = rows.at(-1)?.cycle ?? 0;
  const inLast = rows.filter((row) => row.cycle === cycle);
  const newest = new Map(rows.filter((row) => row.status !== 'cancelled').map((row) => [row.discipline, row]));
  const going = [...newest.values()].filter((row) => GO_AHEAD.includes(row.status));
  return {
    cycle,
    outcome: cycle === 0 ? 'none' : (inLast[0].outcome ?? 'open'),
    open: inLast
      .filter((row) => row.status === 'pending')
      .map((row) => ({
        reviewId: row.id,
        discipline: row.discipline,
        name: row.disciplineName,
        dueOn: Temporal.PlainDate.from(row.dueOn),
        since: toInstant(row.openedAt),
      })),
    asking: inLast
      .filter((row) => row.status === 'corrections-required')
      .map((row) => ({
        reviewId: row.id,
        discipline: row.discipline,
        name: row.disciplineName,
        businessDays: row.businessDays,
        since: toInstant(row.decidedAt!),
        unanswered: row.unanswered,
        actedAt: row.applicantActedAt === null ? null : toInstant(row.applicantActedAt),
      })),
    approved: going.map((row) => row.discipline),
    conditions: going.flatMap((row) =>
      (row.conditions ?? []).map((text) => ({ discipline: row.discipline, disciplineName: row.disciplineName, text })),
    ),
  };
}

const GO_AHEAD: readonly ReviewStatus[] = ['approved', 'approved-with-conditions', 'not-applicable'];

interface StateRow {
  id: string;
  recordId: string;
  cycle: number;
  discipline: string;
  disciplineName: string;
  status: ReviewStatus;
  businessDays: number;
  dueOn: string;
  openedAt: string;
  decidedAt: string | null;
  applicantActedAt: string | null;
  outcome: CycleOutcome | null;
  unanswered: number;
  conditions: string[] | null;
}
