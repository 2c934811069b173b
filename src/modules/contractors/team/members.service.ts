import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { Events } from '../../../platform/events/events.js';
import { Clock } from '../../../platform/time/clock.js';
import { AccountsService } from '../../accounts/index.js';
import { RecordsService } from '../../records/index.js';
import { ContractorAccess } from '../contractor-access.js';
import { ContractorOpening } from '../contractor-opening.js';
import { ContractorShell } from '../contractor-shell.js';
import type { Contractor } from '../contractor.entity.js';
import type { MemberRole } from '../contractor.status.js';
import { ContractorMembersChanged, type MembersChange } from '../contractors.events.js';
import { ManagersOnly } from '../contractors.errors.js';
import type { ContractorTeamDto } from './team.dto.js';
import { LastManager, MemberNotFound } from './team.errors.js';
import { TeamQueries } from './team.queries.js';

/** Several accounts act for one contractor. Changes of one team take turns on the contractor, so that a manager always stays. */
@Injectable()
export class MembersService {
  constructor(
    private readonly database: Database,
    private readonly access: ContractorAccess,
    private readonly opening: ContractorOpening,
    private readonly shell: ContractorShell,
    private readonly queries: TeamQueries,
    private readonly accounts: AccountsService,
    private readonly records: RecordsService,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly events: Events,
  ) {}

  async changeRole(principal: Principal, number: string, accountId: string, role: MemberRole): Promise<ContractorTeamDto> {
    const { recordId } = await this.access.requireManager(principal, number);
    await this.database.transaction(async () => {
      const contractor = (await this.shell.takeById(recordId))!;
      const before = await this.roleOf(recordId, accountId);
      if (before === role) return;
      if (before === 'manager') await this.requireOtherManager(contractor, accountId);
      await this.database.execute(sql`
        update contractors.contractor_account set role = ${role} where record_id = ${recordId} and account_id = ${accountId}`);
      if (role === 'member') await this.endInvitationsBy(recordId, accountId);
      await this.tell(contractor, accountId, 'role-changed', role, before);
    });
    return this.queries.team(principal, number);
  }

  /** A member may leave by itself; others are removed by a manager or the city. */
  async remove(principal: Principal, number: string, accountId: string): Promise<void> {
    const { recordId, as } = await this.access.require(principal, number);
    if (as === 'member' && accountId !== principal.accountId) throw new ManagersOnly(number);
    await this.database.transaction(async () => {
      const contractor = (await this.shell.takeById(recordId))!;
      const role = await this.roleOf(recordId, accountId);
      if (role === 'manager') await this.requireOtherManager(contractor, accountId);
      await this.database.execute(sql`
        delete from contractors.contractor_account where record_id = ${recordId} and account_id = ${accountId}`);
      await this.records.removeParty(recordId, accountId, 'contractor');
      await this.endInvitationsBy(recordId, accountId);
      await this.tell(contractor, accountId, 'removed', null, role);
    });
  }

  /** In the caller's transaction, the contractor's turn taken. */
  async join(contractor: Contractor, accountId: string, role: MemberRole): Promise<void> {
    await this.opening.act(contractor.recordId, accountId, role);
    await this.tell(contractor, accountId, 'joined', role, null);
  }

  /** Whoever manages no longer lets nobody in any more, by an open invitation neither. */
  private async endInvitationsBy(recordId: string, accountId: string): Promise<void> {
    await this.database.execute(sql`
      update contractors.invitation set ended_at = ${this.clock.now().toString()}
      where record_id = ${recordId} and invited_by = ${accountId} and ended_at is null`);
  }

  private async roleOf(recordId: string, accountId: string): Promise<MemberRole> {
    const row = await this.database.row(sql<{ role: MemberRole }>`
      select role from contractors.contractor_account where record_id = ${recordId} and account_id = ${accountId}`);
    if (!row) throw new MemberNotFound();
    return row.role;
  }

  private async requireOtherManager({ recordId, number }: Contractor, accountId: string): Promise<void> {
    const other = await this.database.row(sql`
      select 1 from contractors.contractor_account where record_id = ${recordId} and account_id <> ${accountId} and role = 'manager'`);
    if (!other) throw new LastManager(number);
  }

  private async tell(
    { recordId, number }: Contractor,
    accountId: string,
    change: MembersChange,
    role: MemberRole | null,
    before: MemberRole | null,
  ): Promise<void> {
    const name = (await this.accounts.get(accountId))?.displayName ?? 'An account';
    const summaries: Record<MembersChange, string> = {
      joined: `${name} acts for the contractor as a ${role}.`,
      'role-changed': `${name} is now a ${role}.`,
      removed: `${name} does not act for the contractor any more.`,
    };
    await this.records.tell(recordId, { type: `contractors.member-${change}`, summary: summaries[change], visibility: 'owners' });
    await this.audit.record({
      action: `contractors.member-${change}`,
      subject: number,
      recordId,
      before: { accountId, role: before },
      after: { accountId, role },
    });
    this.events.publish(new ContractorMembersChanged({ recordId, number, accountId, change, role }));
  }
}
