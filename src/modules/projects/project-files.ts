import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { CaseFiles, Lifecycle, RecordsService, type RecordSummary } from '../records/index.js';
import { Project } from './project.entity.js';
import { PROJECT, PROJECT_FILE } from './project.record-type.js';
import type { ProjectStatus } from './project.status.js';
import { ProjectNotFound } from './projects.errors.js';

/** A project waits for nobody itself: its records do, and stand on the lists of those who must act. */
export const NEXT_STEPS: Record<ProjectStatus, string> = {
  open: 'See what its records need next',
  complete: 'Nothing: every record is closed',
  closed: 'Closed',
};

/** A project that is locked for update, with its record. */
export interface LockedProject {
  project: Project;
  record: RecordSummary;
}

/**
 * Locks projects, and keeps them true to their records: two records that close at the same moment, or one that comes while the last one
 * closes, must see each other. The project's record is the lock, which those who join or leave it take as well.
 */
@Injectable()
export class ProjectFiles {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly records: RecordsService,
    private readonly files: CaseFiles,
    private readonly lifecycle: Lifecycle,
  ) {}

  async lockByNumber(number: string): Promise<LockedProject> {
    const record = await this.records.byNumber(number);
    if (!record) throw new ProjectNotFound(number);
    return this.lockOf(record);
  }

  async lockOf(record: RecordSummary): Promise<LockedProject> {
    if (record.kind !== PROJECT.kind) throw new ProjectNotFound(record.number);
    await this.records.lockForUpdate(record.id);
    const project = await this.em.findOneOrFail(Project, { recordId: record.id }, { refresh: true });
    return { project, record: (await this.records.byId(record.id))! };
  }

  /** The project that a record belongs to. */
  async projectOf(recordId: string): Promise<RecordSummary | null> {
    const row = await this.database.row(sql<{ projectId: string }>`
      select project_id from records.project_record where record_id = ${recordId}`);
    return row ? this.records.byId(row.projectId) : null;
  }

  async count(projectId: string): Promise<{ records: number; open: number }> {
    const row = await this.database.row(sql<{ records: number; open: number }>`
      select count(*)::int as records, count(*) filter (where r.closed_at is null)::int as open
      from records.project_record m join records.record r on r.id = m.record_id where m.project_id = ${projectId}`);
    return row!;
  }

  /** Complete when every record is closed, open again when one is not. */
  async followRecords({ project, record }: LockedProject): Promise<void> {
    const change = project.follow(await this.count(record.id), record.number);
    if (!change) return;
    await this.lifecycle.make(change);
    await this.show(project);
  }

  async show(project: Project): Promise<void> {
    await this.files.show(PROJECT_FILE, project, { items: [], otherwise: NEXT_STEPS[project.status] });
  }
}
