import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { toInstant } from '../../../platform/database/types.js';
import { Clock } from '../../../platform/time/clock.js';
import { AccountsService } from '../../accounts/index.js';
import { ContractorAccess } from '../contractor-access.js';
import type { MemberRole } from '../contractor.status.js';
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
    const rows = await this.database.rows(sql<{ accountId: string; role: MemberRole; since: string }>`
      select account_id, role, since from contractors.contractor_account
      where record_id = ${recordId} order by role, since, account_id`);
    const accounts = new Map((await this.accounts.getMany(rows.map(({ accountId }) => accountId))).map((account) => [account.id, account]));
    const members = rows.flatMap(({ accountId, role, since }) => {
      const account = accounts.get(accountId);
      if (!account) return [];
      const { id, displayName: name, email, disabled } = account;
      return [{ id, name, email, disabled, role, since: toInstant(since).toString() }];
    });
    return { members };
  }

  /** Those that can still be accepted, the newest first. */
  async invitations(recordId: string): Promise<ContractorInvitationDto[]> {
    const rows = await this.database.rows(sql<Omit<ContractorInvitationDto, 'email'> & { accountId: string }>`
      select id, account_id, role, invited_at, expires_at from contractors.invitation
      where record_id = ${recordId} and ended_at is null and expires_at > ${this.clock.now().toString()} order by id desc`);
    const accounts = await this.accounts.getMany(rows.map(({ accountId }) => accountId));
    return rows.map(({ id, accountId, role, invitedAt, expiresAt }) => ({
      id,
      email: accounts.find((account) => account.id === accountId)?.email ?? '',
      role,
      invitedAt: toInstant(invitedAt).toString(),
      expiresAt: toInstant(expiresAt).toString(),
    }));
  }
}
