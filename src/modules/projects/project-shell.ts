import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { Lifecycle, RecordsService } from '../records/index.js';
import type { ProjectInTurn } from './project-lock.js';
import { PROJECT_STATUS_LABELS, type ProjectStatus } from './project.status.js';

/** A project waits for nobody itself: its records do, and stand on the lists of those who must act. */
export const NEXT_STEPS: Record<ProjectStatus, string> = {
  open: 'Its records say what comes next',
  complete: 'Nothing: every record is closed',
  closed: 'Closed',
};

/** What everyone calls the project. */
export function typeNameOf(name: string): string {
  return `Project: ${name}`;
}

/** Keeps status and shell of a project true to its records. */
@Injectable()
export class ProjectShell {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly lifecycle: Lifecycle,
  ) {}

  async count(projectId: string): Promise<{ records: number; open: number }> {
    const row = await this.database.row(sql<{ records: number; open: number }>`
      select count(*)::int as records, count(*) filter (where r.closed_at is null)::int as open
      from records.project_record m join records.record r on r.id = m.record_id where m.project_id = ${projectId}`);
    return row!;
  }

  /** Complete when every record is closed, open again when one is not. */
  async settle({ project, record }: ProjectInTurn): Promise<void> {
    const change = project.settle(await this.count(record.id), record.number);
    if (!change) return;
    await this.lifecycle.make(change);
    await this.update(record.id, project.status);
  }

  async update(recordId: string, status: ProjectStatus): Promise<void> {
    await this.records.update(recordId, {
      status,
      statusLabel: PROJECT_STATUS_LABELS[status],
      outstanding: { items: [], otherwise: NEXT_STEPS[status] },
      closed: status === 'closed',
    });
  }

  async tell(recordId: string, type: string, summary: string): Promise<void> {
    await this.records.tell(recordId, { type, summary, visibility: 'parties' });
  }
}
