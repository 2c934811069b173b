import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { Database } from '../../../platform/database/database.js';
import { InvalidInput, type FieldError } from '../../../platform/errors/domain-error.js';
import { requireVersion, type ExpectedVersion } from '../../../platform/http/etag.js';
import { page, readCursor, type PageQuery } from '../../../platform/http/paging.js';
import { Clock } from '../../../platform/time/clock.js';
import { BusinessCalendar } from '../../city/index.js';
import { FeeForms } from './fee-forms.js';
import { FeeScheduleDraft } from './fee-schedule-draft.entity.js';
import { FeeScheduleNotFound, FeeScheduleUnfit } from './fee-schedule.errors.js';
import { feeScheduleProblems } from './fee-schedule.rules.js';
import { FeeSchedules } from './fee-schedules.service.js';
import { toFeeSchedule, type FeeScheduleContentDto } from './fee-schedule-content.dto.js';
import {
  toFeeScheduleDto,
  type FeeScheduleDto,
  type FeeSchedulePageDto,
  type FeeScheduleRow,
  type FeeScheduleSummaryDto,
  type PublishFeeScheduleDto,
} from './fee-schedules.dto.js';

/** Any constant: who makes a new version waits for the one before. */
const NUMBERING_LOCK = 7_106_306;

/** The administrator's side of the fee schedules: drafts, their checks and their publication. */
@Injectable()
export class FeeScheduleDrafts {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly forms: FeeForms,
    private readonly schedules: FeeSchedules,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  async create(request: FeeScheduleContentDto): Promise<FeeScheduleDto> {
    return this.database.transaction(async () => {
      await this.database.execute(sql`select pg_advisory_xact_lock(${NUMBERING_LOCK})`);
      const last = await this.database.row(sql<{ version: number | null }>`select max(version) as version from payments.fee_schedule`);
      const { note } = request;
      const schedule = toFeeSchedule(request);
      const draft = this.em.create(FeeScheduleDraft, {
        version: (last?.version ?? 0) + 1,
        status: 'draft',
        effectiveOn: null,
        note,
        schedule,
        createdAt: this.clock.now(),
        publishedAt: null,
      });
      this.em.persist(draft);
      await this.audit.record({ action: 'payments.create-fee-schedule', subject: subject(draft.version), after: { note, schedule } });
      return this.answer(draft.version);
    });
  }

  async update(version: number, request: FeeScheduleContentDto, expected: ExpectedVersion): Promise<FeeScheduleDto> {
    return this.database.transaction(async () => {
      const draft = await this.lock(version, expected);
      const before = { note: draft.note, schedule: draft.schedule };
      const after = { note: request.note, schedule: toFeeSchedule(request) };
      draft.revise(after.note, after.schedule);
      await this.audit.record({ action: 'payments.update-fee-schedule', subject: subject(version), before, after });
      return this.answer(version);
    });
  }

  /** From `effectiveOn` on new applications are billed by it; those made before keep theirs. */
  async publish(version: number, request: PublishFeeScheduleDto, expected: ExpectedVersion): Promise<FeeScheduleDto> {
    return this.database.transaction(async () => {
      const draft = await this.lock(version, expected);
      const effectiveOn = this.startingDay(request.effectiveOn);
      draft.publish(effectiveOn, this.clock.now());
      const problems = feeScheduleProblems(draft.schedule, await this.forms.all());
      if (problems.length > 0) throw unfit(version, problems);
      await this.audit.record({
        action: 'payments.publish-fee-schedule',
        subject: subject(version),
        before: { status: 'draft' },
        after: { status: 'published', effectiveOn: effectiveOn.toString() },
      });
      this.database.afterCommit(() => this.schedules.forget());
      return this.answer(version);
    });
  }

  /** Newest first. */
  async list({ limit, cursor }: PageQuery): Promise<FeeSchedulePageDto> {
    const before = readCursor(cursor, 1)?.[0] ?? null;
    const rows = await this.database.rows(sql<FeeScheduleSummaryDto>`
      select version as schedule_version, status, effective_on, note, created_at, published_at from payments.fee_schedule
      where ${before}::int is null or version < ${before}::int
      order by version desc limit ${limit + 1}`);
    return page(rows, limit, (row) => [row.scheduleVersion]);
  }

  async get(version: number): Promise<FeeScheduleDto> {
    const row = await this.database.row(sql<FeeScheduleRow>`
      select version as schedule_version, status, effective_on, note, created_at, published_at, schedule, revision
      from payments.fee_schedule where version = ${version}`);
    if (!row) throw notFound(version);
    return toFeeScheduleDto(row, row.status === 'draft' ? feeScheduleProblems(row.schedule, await this.forms.all()) : []);
  }

  private async answer(version: number): Promise<FeeScheduleDto> {
    await this.database.flush();
    return this.get(version);
  }

  private async lock(version: number, expected: ExpectedVersion): Promise<FeeScheduleDraft> {
    const draft = await this.em.findOne(FeeScheduleDraft, { version }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    if (!draft) throw notFound(version);
    requireVersion(draft.revision, expected);
    return draft;
  }

  private startingDay(day: string | undefined): Temporal.PlainDate {
    const today = this.calendar.today();
    const effectiveOn = day === undefined ? today : Temporal.PlainDate.from(day);
    if (Temporal.PlainDate.compare(effectiveOn, today) >= 0) return effectiveOn;
    throw new InvalidInput([{ pointer: '/effectiveOn', detail: `must be a day from today (${today.toString()}) on` }]);
  }
}

function unfit(version: number, problems: FieldError[]): FeeScheduleUnfit {
  const count = problems.length === 1 ? 'one part does' : `${problems.length} parts do`;
  return new FeeScheduleUnfit(`Fee schedule ${version} was not published: ${count} not fit. Correct the draft and publish again.`, {
    errors: problems,
  });
}

function subject(version: number): string {
  return `fee-schedule ${version}`;
}

function notFound(version: number): FeeScheduleNotFound {
  return new FeeScheduleNotFound(`There is no fee schedule ${version}; listFeeSchedules names those that exist.`);
}
