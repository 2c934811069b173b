import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../platform/time/clock.js';
import { AccountsService } from '../../accounts/index.js';
import { ContractorAccess } from '../contractor-access.js';
import type { ContractorInvitationDto, ContractorTeamDto } from './team.dto.js';

/** Who acts for a contractor, and who has been asked to. */
@Injectable()
export class TeamQueries {
  constructor(
    private readonly database: Database,
    private readonly access: ContractorAccess,
    private readonly accounts: AccountsService,
    private readonly clock: Clock,
  ) {}

  async team(principal: Principal, number: string): Promise<ContractorTeamDto> {
    const { recordId, as } = await this.access.require(principal, number);
    const invitations = as === 'member' ? [] : await this.invitations(recordId);
    return { ...(await this.members(recordId)), invitations };
  }

  async members(recordId: string): Promise<Pick<ContractorTeamDto, 'members'>> {
    const rows = await this.database.query
      .selectFrom('contractors.contractor_account')
      .select(['accountId', 'role', 'since'])
      .where('recordId', '=', recordId)
      .orderBy('role')
      .orderBy('since')
      .orderBy('accountId')
      .execute();
    const accounts = new Map((await this.accounts.getMany(rows.map(({ accountId }) => accountId))).map((account) => [account.id, account]));
    const members = rows.flatMap(({ accountId, role, since }) => {
      const account = accounts.get(accountId);
      if (!account) return [];
      const { id, displayName: name, email, disabled } = account;
      return [{ id, name, email, disabled, role, since }];
    });
    return { members };
  }

  /** Those that can still be accepted, the newest first. */
  async invitations(recordId: string): Promise<ContractorInvitationDto[]> {
    const rows = await this.database.query
      .selectFrom('contractors.invitation')
      .select(['id', 'accountId', 'role', 'invitedAt', 'expiresAt'])
      .where('recordId', '=', recordId)
      .where('endedAt', 'is', null)
      .where('expiresAt', '>', this.clock.now().toString())
      .orderBy('id', 'desc')
      .execute();
    const accounts = await this.accounts.getMany(rows.map(({ accountId }) => accountId));
    return rows.map(({ accountId, ...row }) => ({
      ...row,
      email: accounts.find((account) => account.id === accountId)?.email ?? '',
    }));
  }
}
