import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../platform/audit/audit-log.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { Events } from '../../platform/events/events.js';
import { Clock } from '../../platform/time/clock.js';
import { RecordNotFound, RecordsService, type RecordSummary } from '../records/index.js';
import { ProjectFiles, type LockedProject } from './project-files.js';
import { ProjectParties } from './project-parties.js';
import { PROJECT } from './project.record-type.js';
import { InProjectAlready, NotInProject, ProjectFull } from './projects.errors.js';
import { RecordAddedToProject, RecordRemovedFromProject } from './projects.events.js';

/** One screen of what blocks the whole must hold them all. */
const MOST_RECORDS = 200;

/** What belongs to a project. */
@Injectable()
export class ProjectRecordsService {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly files: ProjectFiles,
    private readonly parties: ProjectParties,
    private readonly events: Events,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** By staff, who know every record. */
  add(principal: Principal, projectNumber: string, recordNumber: string): Promise<void> {
    return this.database.transaction(async () => {
      const locked = await this.files.lockByNumber(projectNumber);
      const record = await this.records.byNumber(recordNumber);
      if (!record) throw unknownRecord(recordNumber);
      await this.put(principal, locked, record);
      await this.audit.record({
        action: 'records.add-to-project',
        subject: locked.record.number,
        recordId: locked.record.id,
        after: { recordNumber: record.number },
      });
    });
  }

  /** By the owner of both. */
  addOwn(principal: Principal, projectNumber: string, recordNumber: string): Promise<void> {
    return this.database.transaction(async () => {
      const { record: of } = await this.records.requireOwner(principal, projectNumber);
      const locked = await this.files.lockOf(of);
      const record = await this.ownRecord(principal, recordNumber);
      await this.put(principal, locked, record);
    });
  }

  remove(projectNumber: string, recordNumber: string): Promise<void> {
    return this.database.transaction(async () => {
      const locked = await this.files.lockByNumber(projectNumber);
      const record = await this.records.byNumber(recordNumber);
      if (!record) throw new NotInProject(recordNumber, locked.record.number);
      await this.take(locked, record);
      await this.audit.record({
        action: 'records.remove-from-project',
        subject: locked.record.number,
        recordId: locked.record.id,
        before: { recordNumber: record.number },
      });
    });
  }

  /** By the owner of the project, or by that of the record, who need not be party to the project. */
  removeOwn(principal: Principal, projectNumber: string, recordNumber: string): Promise<void> {
    return this.database.transaction(async () => {
      const record = await this.records.byNumber(recordNumber);
      const owns = record !== null && (await this.owns(principal, record.id));
      const project = owns
        ? await this.records.byNumber(projectNumber)
        : (await this.records.requireOwner(principal, projectNumber)).record;
      const locked = project ? await this.files.lockOf(project) : await this.files.lockByNumber(projectNumber);
      if (!record) throw new NotInProject(recordNumber, locked.record.number);
      await this.take(locked, record);
    });
  }

  private async put(principal: Principal, locked: LockedProject, record: RecordSummary): Promise<void> {
    const { project, record: of } = locked;
    project.requireOpen(of.number);
    if (record.kind === PROJECT.kind) throw new InvalidInput([{ pointer: '/recordNumber', detail: 'must not be a project itself' }]);
    const added = await this.database.execute(sql`
      insert into records.project_record (record_id, kind, project_id, added_by, added_at)
      values (${record.id}, ${record.kind}, ${of.id}, ${principal.accountId}, ${this.clock.now().toString()})
      on conflict (record_id) do nothing`);
    if (added === 0) {
      const other = await this.files.projectOf(record.id);
      throw new InProjectAlready(record.number, other?.number ?? 'another project');
    }
    const { records } = await this.files.count(of.id);
    if (records > MOST_RECORDS) throw new ProjectFull(of.number, MOST_RECORDS);

    await this.parties.align(of.id);
    await this.tellBoth(of, record, 'added-to-project', 'added to');
    this.events.publish(
      new RecordAddedToProject({ recordId: record.id, number: record.number, projectId: of.id, projectNumber: of.number }),
    );
    await this.files.followRecords(locked);
  }

  private async take(locked: LockedProject, record: RecordSummary): Promise<void> {
    const { project, record: of } = locked;
    project.requireOpen(of.number);
    const taken = await this.database.execute(sql`
      delete from records.project_record where record_id = ${record.id} and project_id = ${of.id}`);
    if (taken === 0) throw new NotInProject(record.number, of.number);
    await this.parties.leave(record.id);
    await this.tellBoth(of, record, 'removed-from-project', 'taken out of');
    this.events.publish(
      new RecordRemovedFromProject({ recordId: record.id, number: record.number, projectId: of.id, projectNumber: of.number }),
    );
    await this.files.followRecords(locked);
  }

  private async tellBoth(project: RecordSummary, record: RecordSummary, what: string, was: string): Promise<void> {
    const line = { type: `records.${what}`, visibility: 'parties' as const };
    await this.records.tellAll([
      { ...line, recordId: project.id, summary: `${record.number} was ${was} the project.`, details: { number: record.number } },
      { ...line, recordId: record.id, summary: `The record was ${was} ${project.number}.`, details: { number: project.number } },
    ]);
  }

  /** A record that is not theirs to know of is as unknown as a number that was never given out. */
  private async ownRecord(principal: Principal, number: string): Promise<RecordSummary> {
    try {
      return (await this.records.requireOwner(principal, number)).record;
    } catch (error) {
      if (error instanceof RecordNotFound) throw unknownRecord(number);
      throw error;
    }
  }

  private async owns({ accountId }: Principal, recordId: string): Promise<boolean> {
    return (await this.records.parties(recordId)).some((party) => party.accountId === accountId && party.relation === 'owner');
  }
}

function unknownRecord(number: string): InvalidInput {
  return new InvalidInput([{ pointer: '/recordNumber', detail: `We cannot find a record ${number}` }]);
}
