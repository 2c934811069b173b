import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../platform/time/clock.js';
import { AccountsService } from '../../accounts/index.js';
import { Lifecycle, RecordsService } from '../../records/index.js';
import { ContractorAccess } from '../contractor-access.js';
import { ContractorOpening } from '../contractor-opening.js';
import { ContractorFile } from '../contractor-file.js';
import type { Contractor } from '../contractor.entity.js';
import type { MemberRole } from '../contractor.status.js';
import type { MembersChange } from '../contractors.events.js';
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
    private readonly file: ContractorFile,
    private readonly queries: TeamQueries,
    private readonly accounts: AccountsService,
    private readonly records: RecordsService,
    private readonly lifecycle: Lifecycle,
    private readonly clock: Clock,
  ) {}

  async changeRole(principal: Principal, number: string, accountId: string, role: MemberRole): Promise<ContractorTeamDto> {
    const { recordId } = await this.access.requireManager(principal, number);
    await this.database.transaction(async () => {
      const contractor = (await this.file.lockForUpdate(recordId))!;
      const before = await this.roleOf(recordId, accountId);
      if (before === role) return;
      if (before === 'manager') await this.requireOtherManager(contractor, accountId);
      await this.database.query
        .updateTable('contractors.contractor_account')
        .set({ role })
        .where('recordId', '=', recordId)
        .where('accountId', '=', accountId)
        .execute();
      if (role === 'member') await this.endInvitationsBy(recordId, accountId);
      await this.announce(contractor, accountId, 'role-changed', role, before);
    });
    return this.queries.team(principal, number);
  }

  /** A member may leave by itself; others are removed by a manager or the city. */
  async remove(principal: Principal, number: string, accountId: string): Promise<void> {
    const { recordId, as } = await this.access.require(principal, number);
    if (as === 'member' && accountId !== principal.accountId) throw new ManagersOnly(number);
    await this.database.transaction(async () => {
      const contractor = (await this.file.lockForUpdate(recordId))!;
      const role = await this.roleOf(recordId, accountId);
      if (role === 'manager') await this.requireOtherManager(contractor, accountId);
      await this.database.query
        .deleteFrom('contractors.contractor_account')
        .where('recordId', '=', recordId)
        .where('accountId', '=', accountId)
        .execute();
      await this.records.removeParty(recordId, accountId, 'contractor');
      await this.endInvitationsBy(recordId, accountId);
      await this.announce(contractor, accountId, 'removed', null, role);
    });
  }

  /** In the caller's transaction, the contractor locked. */
  async join(contractor: Contractor, accountId: string, role: MemberRole): Promise<void> {
    await this.opening.act(contractor.recordId, accountId, role);
    await this.announce(contractor, accountId, 'joined', role, null);
  }

  /** Whoever manages no longer lets nobody in any more, by an open invitation neither. */
  private async endInvitationsBy(recordId: string, accountId: string): Promise<void> {
    const open = this.database.query.updateTable('contractors.invitation').where('recordId', '=', recordId).where('endedAt', 'is', null);
    await open.set({ endedAt: this.clock.now().toString() }).where('invitedBy', '=', accountId).execute();
  }

  private async roleOf(recordId: string, accountId: string): Promise<MemberRole> {
    const member = await this.team(recordId).where('accountId', '=', accountId).executeTakeFirst();
    if (!member) throw new MemberNotFound();
    return member.role;
  }

  private async requireOtherManager({ recordId, number }: Contractor, accountId: string): Promise<void> {
    const others = this.team(recordId).where('accountId', '<>', accountId).where('role', '=', 'manager');
    if (!(await others.executeTakeFirst())) throw new LastManager(number);
  }

  private team(recordId: string) {
    return this.database.query.selectFrom('contractors.contractor_account').select('role').where('recordId', '=', recordId);
  }

  private async announce(
    contractor: Contractor,
    accountId: string,
    change: MembersChange,
    role: MemberRole | null,
    before: MemberRole | null,
  ): Promise<void> {
    const name = (await this.accounts.get(accountId))?.displayName ?? 'An account';
    await this.lifecycle.make(contractor.changeMember(change, accountId, name, role, before));
  }
}
