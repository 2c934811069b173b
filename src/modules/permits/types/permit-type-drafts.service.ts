import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { InvalidInput, type FieldError } from '../../../platform/errors/domain-error.js';
import { requireVersion, type ExpectedVersion } from '../../../platform/http/etag.js';
import { Clock } from '../../../platform/time/clock.js';
import { BusinessCalendar } from '../../city/index.js';
import { Lifecycle } from '../../records/index.js';
import { PermitTypeChecks } from './permit-type-checks.service.js';
import { toDefinition, type PermitTypeDefinitionDto } from './permit-type-definition.dto.js';
import { PermitTypeDraft } from './permit-type-draft.entity.js';
import { NoPermitTypeDraft, PermitTypeExists, PermitTypeNotFound, PermitTypeRetired, PermitTypeUnfit } from './permit-type.errors.js';
import type { PermitTypeDefinition } from './permit-type.js';
import { wordsOf } from './permit-type-version.rules.js';
import {
  toVersionDto,
  toVersionSummaryDto,
  type CreatePermitTypeRequest,
  type PermitTypeVersionDto,
  type PermitTypeVersionsDto,
  type PublishPermitTypeRequest,
  type RetirePermitTypeRequest,
  type VersionRow,
} from './permit-types.admin.dto.js';
import { PermitTypes } from './permit-types.service.js';
import { Vocabulary } from './vocabulary.service.js';

interface TypeRow {
  code: string;
  retiredOn: string | null;
}

/** The administrator's side of the permit types: drafts, their publication and their end. */
@Injectable()
export class PermitTypeDrafts {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly types: PermitTypes,
    private readonly checks: PermitTypeChecks,
    private readonly vocabulary: Vocabulary,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly lifecycle: Lifecycle,
  ) {}

  async create(request: CreatePermitTypeRequest): Promise<PermitTypeVersionDto> {
    return this.database.transaction(async () => {
      const { code } = request;
      const made = await this.database.execute(sql`insert into permits.permit_type (code) values (${code}) on conflict do nothing`);
      if (made === 0)
        throw new PermitTypeExists(`There is a permit type ${code} already; updatePermitTypeDraft makes a new version of it.`);
      const definition = toDefinition(request);
      this.addDraft(code, 1, definition);
      await this.audit.record({ action: 'permits.create-permit-type', subject: code, after: { definition } });
      return this.answer(code, 1);
    });
  }

  /** Changes the draft, or starts the next version when there is none. */
  async update(code: string, request: PermitTypeDefinitionDto, expected: ExpectedVersion): Promise<PermitTypeVersionDto> {
    return this.database.transaction(async () => {
      await this.lockType(code);
      const definition = toDefinition(request);
      const draft = await this.lockDraft(code);
      requireVersion(draft?.revision ?? 0, expected);
      const last = await this.lastVersion(code);
      const version = draft?.version ?? last.version + 1;
      const before = draft ? draft.definition : last.definition;
      if (draft) draft.revise(definition);
      else this.addDraft(code, version, definition);
      await this.audit.record({
        action: 'permits.update-permit-type-draft',
        subject: `${code} ${version}`,
        before: { definition: before },
        after: { definition },
      });
      return this.answer(code, version);
    });
  }

  /** From `effectiveOn` on people apply under it; permits made before keep theirs. Publishing offers a retired type again. */
  async publish(code: string, { effectiveOn }: PublishPermitTypeRequest, expected: ExpectedVersion): Promise<PermitTypeVersionDto> {
    return this.database.transaction(async () => {
      const type = await this.lockType(code);
      const draft = await this.lockDraft(code);
      if (!draft) throw noDraft(code);
      requireVersion(draft.revision, expected);
      const day = this.dayFromToday(effectiveOn, '/effectiveOn');
      const problems = await this.checks.problemsOf(code, draft.definition, day);
      if (problems.length > 0) throw unfit(code, problems);
      const words = wordsOf(draft.definition, await this.vocabulary.words());
      await this.lifecycle.make(draft.publish(day, words, type.retiredOn, this.clock.now()));
      await this.database.execute(sql`update permits.permit_type set retired_on = null where code = ${code} and retired_on is not null`);
      this.database.afterCommit(() => this.types.forget());
      return this.answer(code, draft.version);
    });
  }

  /** Permits under way go on; nobody can apply from that day on. */
  async retire(code: string, request: RetirePermitTypeRequest): Promise<PermitTypeVersionsDto> {
    return this.database.transaction(async () => {
      const type = await this.lockType(code);
      if (type.retiredOn !== null) {
        throw new PermitTypeRetired(`${code} is no longer offered from ${type.retiredOn} on; publishing a new version offers it again.`, {
          extensions: { retiredOn: type.retiredOn },
        });
      }
      const retiredOn = this.dayFromToday(request.retiredOn, '/retiredOn').toString();
      await this.database.execute(sql`update permits.permit_type set retired_on = ${retiredOn}::date where code = ${code}`);
      await this.audit.record({ action: 'permits.retire-permit-type', subject: code, before: { retiredOn: null }, after: { retiredOn } });
      this.database.afterCommit(() => this.types.forget());
      return this.versions(code);
    });
  }

  async versions(code: string): Promise<PermitTypeVersionsDto> {
    const type = await this.database.row(sql<TypeRow>`select code, retired_on from permits.permit_type where code = ${code}`);
    if (!type) throw notFound(code);
    const rows = await this.database.rows(sql<VersionRow>`
      select id, code, version, definition->>'name' as name, status, effective_on, created_at, published_at
      from permits.permit_type_version where code = ${code} order by version desc`);
    return { retiredOn: type.retiredOn, items: rows.map(toVersionSummaryDto) };
  }

  async version(code: string, version: number): Promise<PermitTypeVersionDto> {
    const row = await this.database.row(sql<VersionRow & { definition: PermitTypeDefinition; revision: number }>`
      select id, code, version, definition->>'name' as name, status, effective_on, created_at, published_at, definition, revision
      from permits.permit_type_version where code = ${code} and version = ${version}`);
    if (!row)
      throw new PermitTypeNotFound(
        `There is no version ${version} of a permit type ${code}; listPermitTypeVersions names those that exist.`,
      );
    const problems = row.status === 'draft' ? await this.checks.problemsOf(code, row.definition, this.calendar.today()) : [];
    return toVersionDto(row, problems);
  }

  private async answer(code: string, version: number): Promise<PermitTypeVersionDto> {
    await this.database.flush();
    return this.version(code, version);
  }

  private addDraft(code: string, version: number, definition: PermitTypeDefinition): void {
    const draft = this.em.create(PermitTypeDraft, {
      id: newId(),
      code,
      version,
      status: 'draft',
      effectiveOn: null,
      definition,
      words: null,
      createdAt: this.clock.now(),
      publishedAt: null,
    });
    this.em.persist(draft);
  }

  /** Who changes a type waits for whoever is changing it. */
  private async lockType(code: string): Promise<TypeRow> {
    const type = await this.database.row(sql<TypeRow>`
      select code, retired_on from permits.permit_type where code = ${code} for update`);
    if (!type) throw notFound(code);
    return type;
  }

  private lockDraft(code: string): Promise<PermitTypeDraft | null> {
    return this.em.findOne(PermitTypeDraft, { code, status: 'draft' }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  }

  private async lastVersion(code: string): Promise<{ version: number; definition: PermitTypeDefinition }> {
    const last = await this.database.row(sql<{ version: number; definition: PermitTypeDefinition }>`
      select version, definition from permits.permit_type_version where code = ${code} order by version desc limit 1`);
    return last!;
  }

  private dayFromToday(day: string | undefined, pointer: string): Temporal.PlainDate {
    const today = this.calendar.today();
    const wanted = day === undefined ? today : Temporal.PlainDate.from(day);
    if (Temporal.PlainDate.compare(wanted, today) >= 0) return wanted;
    throw new InvalidInput([{ pointer, detail: `must be a day from today (${today.toString()}) on` }]);
  }
}

function notFound(code: string): PermitTypeNotFound {
  return new PermitTypeNotFound(`There is no permit type ${code}; createPermitType makes one.`);
}

function noDraft(code: string): NoPermitTypeDraft {
  return new NoPermitTypeDraft(`${code} has no draft to publish; updatePermitTypeDraft starts the next version.`);
}

function unfit(code: string, problems: FieldError[]): PermitTypeUnfit {
  const count = problems.length === 1 ? 'one part does' : `${problems.length} parts do`;
  return new PermitTypeUnfit(`${code} was not published: ${count} not fit. Correct the draft and publish again.`, { errors: problems });
}
