import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { RecordsService } from '../records/index.js';
import type { RecordSummary } from '../records/index.js';
import { Project } from './project.entity.js';
import { PROJECT } from './project.record-type.js';
import { ProjectNotFound } from './projects.errors.js';

/** A project as it is once its turn has come. */
export interface ProjectInTurn {
  project: Project;
  record: RecordSummary;
}

/**
 * Makes what happens to one project take turns: two records that close at the same moment, or one that comes while the last one
 * closes, must see each other. The project's record is the lock, which those who join or leave it take as well.
 */
@Injectable()
export class ProjectLock {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly records: RecordsService,
  ) {}

  async byNumber(number: string): Promise<ProjectInTurn> {
    const record = await this.records.byNumber(number);
    if (!record) throw new ProjectNotFound(number);
    return this.of(record);
  }

  async of(record: RecordSummary): Promise<ProjectInTurn> {
    if (record.kind !== PROJECT.kind) throw new ProjectNotFound(record.number);
    await this.records.lockForUpdate(record.id);
    const project = await this.em.findOneOrFail(Project, { recordId: record.id }, { refresh: true });
    return { project, record: (await this.records.byId(record.id))! };
  }

  /** The project of a record, if it belongs to one. */
  async ofMember(recordId: string): Promise<ProjectInTurn | null> {
    const row = await this.database.row(sql<{ projectId: string }>`
      select project_id from records.project_record where record_id = ${recordId}`);
    const record = row && (await this.records.byId(row.projectId));
    return record ? this.of(record) : null;
  }

  async numberOfProject(recordId: string): Promise<string> {
    const row = await this.database.row(sql<{ number: string }>`
      select r.number from records.project_record m join records.record r on r.id = m.project_id where m.record_id = ${recordId}`);
    return row?.number ?? 'another project';
  }
}
