import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { toInstant } from '../../platform/database/types.js';
import { AccountsService } from '../accounts/index.js';
import { CityProfile } from '../city/index.js';
import { OutstandingService, RecordsService, toNextStepDto, type Access, type RecordSummary, type Relation } from '../records/index.js';
import { inOrder, type Blocker } from './project-blockers.rules.js';
import { PROJECT_STATUS_LABELS } from './project.status.js';
import type { ProjectBlockerDto, ProjectDto, ProjectRecordDto } from './projects.dto.js';
import { ProjectNotFound } from './projects.errors.js';

interface Member {
  record: RecordSummary;
  relation: Relation | null;
  addedAt: Temporal.Instant;
}

/** Shows a project whole, in a fixed number of queries however many records it has. */
@Injectable()
export class ProjectsQueries {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly outstanding: OutstandingService,
    private readonly accounts: AccountsService,
    private readonly city: CityProfile,
  ) {}

  async project(principal: Principal, number: string): Promise<ProjectDto> {
    const { record, relation } = await this.records.lookAsParty(principal, number);
    const project = await this.database.query
      .selectFrom('records.project')
      .select(['name', 'status'])
      .where('recordId', '=', record.id)
      .executeTakeFirst();
    if (!project) throw new ProjectNotFound(record.number);
    const members = await this.members(record.id, principal.accountId);
    const seesAll = new Set(members.filter((member) => relation === 'staff' || member.relation !== null).map((member) => member.record.id));
    const inDetail = ({ id }: RecordSummary) => seesAll.has(id);
    const blockers = await this.blockersOf(members, inDetail);
    const records = members.map((member) => toProjectRecordDto(member, inDetail(member.record)));
    return {
      number: record.number,
      name: project.name,
      description: record.description,
      address: record.address,
      status: project.status,
      statusLabel: PROJECT_STATUS_LABELS[project.status],
      relation,
      partiesSee: this.city.projects?.partiesSee ?? 'summary',
      owners: await this.ownersOf(record.id, relation),
      records,
      blockers: blockers.map(toProjectBlockerDto),
      feesDueCents: records.reduce((sum, { feesDueCents }) => sum + (feesDueCents ?? 0), 0),
      openRecords: records.filter(({ closed }) => !closed).length,
      openedOn: record.openedOn.toString(),
      version: record.version,
    };
  }

  private async members(projectId: string, accountId: string): Promise<Member[]> {
    const rows = await this.database.query
      .selectFrom('records.project_record')
      .select(['recordId', 'addedAt'])
      .where('projectId', '=', projectId)
      .orderBy('addedAt')
      .orderBy('recordId')
      .execute();
    const ids = rows.map(({ recordId }) => recordId);
    const records = new Map((await this.records.byIds(ids)).map((record) => [record.id, record]));
    const relations = await this.records.relationsOf(accountId, ids);
    return rows.map(({ recordId, addedAt }) => ({
      record: records.get(recordId)!,
      relation: relations.get(recordId) ?? null,
      addedAt: toInstant(addedAt),
    }));
  }

  /** All that its records wait for; of one that the reader may not see in detail, its next step. */
  private async blockersOf(members: Member[], inDetail: (record: RecordSummary) => boolean): Promise<Blocker[]> {
    const open = members.map(({ record }) => record).filter(({ closedAt }) => !closedAt);
    const items = await this.outstanding.of(open.filter(inDetail).map(({ id }) => id));
    return inOrder(open.flatMap((record) => items.get(record.id)?.map((item) => ({ ...item, record })) ?? nextStepOf(record)));
  }

  private async ownersOf(projectId: string, reader: Access): Promise<string[] | null> {
    if (reader === 'linked') return null;
    const ids = (await this.records.parties(projectId)).filter(({ relation }) => relation === 'owner').map(({ accountId }) => accountId);
    const accounts = await this.accounts.getMany([...new Set(ids)]);
    return accounts.map(({ businessName, displayName }) => businessName || displayName).sort();
  }
}

function toProjectRecordDto({ record, relation, addedAt }: Member, seesAll: boolean): ProjectRecordDto {
  return {
    number: record.number,
    kind: record.kind,
    typeCode: record.typeCode,
    typeName: record.typeName,
    status: record.status,
    statusLabel: record.statusLabel,
    relation,
    nextStep: toNextStepDto(record.nextStep),
    closed: record.closedAt !== null,
    feesDueCents: seesAll ? record.feesDueCents : null,
    addedAt: addedAt.toString(),
  };
}

function toProjectBlockerDto({ record, label, waitingOn, role, since, dueOn, amountCents, action }: Blocker): ProjectBlockerDto {
  return {
    recordNumber: record.number,
    typeName: record.typeName,
    label,
    waitingOn,
    role: waitingOn === 'city' ? (role ?? null) : null,
    since: since.toString(),
    dueOn: dueOn?.toString() ?? null,
    amountCents: amountCents ?? null,
    action: action ?? null,
  };
}

/** None when the record waits for nobody. What does it is for those who may see the record itself. */
function nextStepOf(record: RecordSummary): Blocker[] {
  const { actor, label, role, dueOn } = record.nextStep;
  return actor === 'none' ? [] : [{ record, label, waitingOn: actor, role, since: record.waitingSince, dueOn }];
}
