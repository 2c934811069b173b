import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../platform/audit/audit-log.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { Events } from '../../platform/events/events.js';
import { Clock } from '../../platform/time/clock.js';
import { RecordNotFound } from '../records/index.js';
import { RecordsService } from '../records/index.js';
import type { RecordSummary } from '../records/index.js';
import { ProjectLock, type ProjectInTurn } from './project-lock.js';
import { ProjectParties } from './project-parties.js';
import { PROJECT } from './project.record-type.js';
import { ProjectShell } from './project-shell.js';
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
    private readonly lock: ProjectLock,
    private readonly shell: ProjectShell,
    private readonly parties: ProjectParties,
    private readonly events: Events,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
  ) {}

  /** By staff, who know every record. */
  add(principal: Principal, projectNumber: string, recordNumber: string): Promise<void> {
    return this.database.transaction(async () => {
      const turn = await this.lock.byNumber(projectNumber);
      const record = await this.records.byNumber(recordNumber);
      if (!record) throw unknownRecord(recordNumber);
      await this.put(principal, turn, record);
      await this.audit.record({
        action: 'records.add-to-project',
        subject: turn.record.number,
        recordId: turn.record.id,
        after: { recordNumber: record.number },
      });
    });
  }

  /** By the owner of both. */
  addOwn(principal: Principal, projectNumber: string, recordNumber: string): Promise<void> {
    return this.database.transaction(async () => {
      const { record: of } = await this.records.requireOwner(principal, projectNumber);
      const turn = await this.lock.of(of);
      const record = await this.ownRecord(principal, recordNumber);
      await this.put(principal, turn, record);
    });
  }

  remove(projectNumber: string, recordNumber: string): Promise<void> {
    return this.database.transaction(async () => {
      const turn = await this.lock.byNumber(projectNumber);
      const record = await this.records.byNumber(recordNumber);
      if (!record) throw new NotInProject(recordNumber, turn.record.number);
      await this.take(turn, record);
      await this.audit.record({
        action: 'records.remove-from-project',
        subject: turn.record.number,
        recordId: turn.record.id,
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
      const turn = project ? await this.lock.of(project) : await this.lock.byNumber(projectNumber);
      if (!record) throw new NotInProject(recordNumber, turn.record.number);
      await this.take(turn, record);
    });
  }

  private async put(principal: Principal, turn: ProjectInTurn, record: RecordSummary): Promise<void> {
    const { project, record: of } = turn;
    project.requireOpen(of.number);
    if (record.kind === PROJECT.kind) throw new InvalidInput([{ pointer: '/recordNumber', detail: 'must not be a project itself' }]);
    const added = await this.database.execute(sql`
      insert into records.project_record (record_id, kind, project_id, added_by, added_at)
      values (${record.id}, ${record.kind}, ${of.id}, ${principal.accountId}, ${this.clock.now().toString()})
      on conflict (record_id) do nothing`);
    if (added === 0) throw new InProjectAlready(record.number, await this.lock.numberOfProject(record.id));
    const { records } = await this.shell.count(of.id);
    if (records > MOST_RECORDS) throw new ProjectFull(of.number, MOST_RECORDS);

    await this.parties.align(of.id);
    await this.tellBoth(turn, record, 'added', `${record.number} was added to the project.`, `The record was added to ${of.number}.`);
    this.events.publish(
      new RecordAddedToProject({ recordId: record.id, number: record.number, projectId: of.id, projectNumber: of.number }),
    );
    await this.shell.settle(turn);
  }

  private async take(turn: ProjectInTurn, record: RecordSummary): Promise<void> {
    const { project, record: of } = turn;
    project.requireOpen(of.number);
    const taken = await this.database.execute(sql`
      delete from records.project_record where record_id = ${record.id} and project_id = ${of.id}`);
    if (taken === 0) throw new NotInProject(record.number, of.number);
    await this.parties.leave(record.id);
    await this.tellBoth(
      turn,
      record,
      'removed',
      `${record.number} was taken out of the project.`,
      `The record was taken out of ${of.number}.`,
    );
    this.events.publish(
      new RecordRemovedFromProject({ recordId: record.id, number: record.number, projectId: of.id, projectNumber: of.number }),
    );
    await this.shell.settle(turn);
  }

  private async tellBoth(
    { record: of }: ProjectInTurn,
    record: RecordSummary,
    what: 'added' | 'removed',
    ofProject: string,
    ofRecord: string,
  ): Promise<void> {
    const way = what === 'added' ? 'added-to-project' : 'removed-from-project';
    await this.records.tell(of.id, {
      type: `records.${way}`,
      summary: ofProject,
      visibility: 'parties',
      details: { number: record.number },
    });
    await this.records.tell(record.id, {
      type: `records.${way}`,
      summary: ofRecord,
      visibility: 'parties',
      details: { number: of.number },
    });
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
