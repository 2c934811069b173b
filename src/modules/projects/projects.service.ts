import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/audit-log.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { Events } from '../../platform/events/events.js';
import { requireVersion, type ExpectedVersion } from '../../platform/http/etag.js';
import { AccountsService } from '../accounts/index.js';
import { Addresses, CityProfile } from '../city/index.js';
import { InvitationsService } from '../invitations/index.js';
import { Lifecycle, RecordsService } from '../records/index.js';
import { NEXT_STEPS, ProjectFiles } from './project-files.js';
import { Project } from './project.entity.js';
import { PROJECT } from './project.record-type.js';
import type { CreateProjectRequest, UpdateProjectRequest } from './projects.dto.js';
import { ProjectOpened } from './projects.events.js';

/** What everyone calls the project. */
function typeNameOf(name: string): string {
  return `Project: ${name}`;
}

/** The code that all projects have for their type. */
const TYPE_CODE = 'PRJ';

/** What staff do with projects. */
@Injectable()
export class ProjectsService {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly records: RecordsService,
    private readonly lifecycle: Lifecycle,
    private readonly files: ProjectFiles,
    private readonly invitations: InvitationsService,
    private readonly accounts: AccountsService,
    private readonly addresses: Addresses,
    private readonly city: CityProfile,
    private readonly events: Events,
    private readonly audit: AuditLog,
  ) {}

  /** The answer is its number. */
  create(principal: Principal, request: CreateProjectRequest): Promise<string> {
    return this.database.transaction(async () => {
      const ownerAccountId = await this.ownerOf(request);
      const record = await this.records.open({
        kind: PROJECT.kind,
        prefix: this.city.recordPrefixes.project ?? 'PRJ',
        typeCode: TYPE_CODE,
        typeName: typeNameOf(request.name),
        status: 'open',
        statusLabel: 'Open',
        address: request.address ? await this.addresses.matched(request.address) : null,
        description: request.description,
        ownerAccountId,
        isPublic: true,
        outstanding: { items: [], otherwise: NEXT_STEPS.open },
      });
      this.em.persist(Project.open(record.id, request.name));
      // It is read in SQL before a transaction around this one ends.
      await this.database.flush();
      await this.tell(record.id, 'opened', 'The city opened the project.');
      this.events.publish(new ProjectOpened({ recordId: record.id, number: record.number }));
      if (request.ownerEmail && !ownerAccountId) {
        const { accountId: invitedBy } = principal;
        await this.invitations.send(record, { email: request.ownerEmail, relation: 'owner', invitedBy });
      }
      await this.audit.record({
        action: 'records.create-project',
        subject: record.number,
        recordId: record.id,
        after: { name: request.name, ownerAccountId: ownerAccountId ?? null },
      });
      return record.number;
    });
  }

  update(number: string, { name, description, address: written }: UpdateProjectRequest, version?: ExpectedVersion): Promise<void> {
    return this.database.transaction(async () => {
      const { project, record } = await this.files.lockByNumber(number);
      requireVersion(record.version, version);
      project.requireOpen(record.number);
      const address = written && (await this.addresses.matched(written));
      const before = { name: project.name, description: record.description, address: record.address };
      project.name = name ?? project.name;
      await this.records.update(record.id, { typeName: typeNameOf(project.name), description, address });
      await this.tell(record.id, 'changed', 'The city changed the description of the project.');
      await this.audit.record({
        action: 'records.update-project',
        subject: record.number,
        recordId: record.id,
        before,
        after: { name, description, address },
      });
    });
  }

  /** Its records go on by themselves. */
  close(number: string): Promise<void> {
    return this.database.transaction(async () => {
      const { project, record } = await this.files.lockByNumber(number);
      await this.lifecycle.make(project.close(record.number));
      await this.files.show(project);
    });
  }

  private async tell(recordId: string, what: string, summary: string): Promise<void> {
    await this.records.tell(recordId, { type: `records.project-${what}`, summary, visibility: 'parties' });
  }

  /** Only an address that was proved makes somebody the owner without being asked. */
  private async ownerOf({ ownerAccountId, ownerEmail }: CreateProjectRequest): Promise<string | undefined> {
    if (ownerAccountId && ownerEmail) {
      throw new InvalidInput([{ pointer: '/ownerAccountId', detail: 'must be left out when ownerEmail is given' }]);
    }
    if (ownerAccountId) {
      const account = await this.accounts.get(ownerAccountId);
      if (!account || account.profile === 'staff') {
        throw new InvalidInput([{ pointer: '/ownerAccountId', detail: 'must be the account of a resident or a contractor' }]);
      }
      return account.id;
    }
    if (!ownerEmail) return undefined;
    const found = [await this.accounts.findByEmail('contractor', ownerEmail), await this.accounts.findByEmail('public', ownerEmail)];
    const proved = found.filter((account) => account?.emailVerified && !account.disabled);
    // Somebody with two accounts is asked which one it is.
    return proved.length === 1 ? proved[0]!.id : undefined;
  }
}
