import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { Events } from '../../../platform/events/events.js';
import { Clock } from '../../../platform/time/clock.js';
import { AccountLinks, AccountsService, type AccountSummary } from '../../accounts/index.js';
import { RecordsService } from '../../records/index.js';
import { ContractorAccess } from '../contractor-access.js';
import { ContractorShell } from '../contractor-shell.js';
import type { MemberRole } from '../contractor.status.js';
import { ContractorMemberInvited } from '../contractors.events.js';
import { ContractorsService } from '../contractors.service.js';
import { MembersService } from './members.service.js';
import type { ContractorInvitationDto, InvitationAcceptedDto, InviteContractorMemberRequest } from './team.dto.js';
import { InvitationForAnother, InvitationInvalid, InvitationNotFound, MemberAlready, SignInToAccept } from './team.errors.js';
import { TeamQueries } from './team.queries.js';

/** People are asked by mail to act for a contractor; the link in it is good once, and until it runs out. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly database: Database,
    private readonly access: ContractorAccess,
    private readonly shell: ContractorShell,
    private readonly contractors: ContractorsService,
    private readonly members: MembersService,
    private readonly queries: TeamQueries,
    private readonly accounts: AccountsService,
    private readonly links: AccountLinks,
    private readonly records: RecordsService,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /** Asking again takes the place of the invitation that is open. */
  async invite(principal: Principal, number: string, request: InviteContractorMemberRequest): Promise<ContractorInvitationDto> {
    const { recordId } = await this.access.requireManager(principal, number);
    return this.database.transaction(async () => {
      const contractor = (await this.shell.takeById(recordId))!;
      contractor.requireOpen('given members');
      const email = request.email.trim();
      const { accountId } = await this.accounts.createContractorAccount({
        email,
        contactName: request.name ?? email.split('@')[0]!,
        businessName: contractor.businessName,
        contractorKind: 'contractor',
      });
      await this.refuseMember(recordId, accountId, email, contractor.number);
      const now = this.clock.now().toString();
      await this.database.execute(sql`
        update contractors.invitation set ended_at = ${now}
        where record_id = ${recordId} and account_id = ${accountId} and ended_at is null`);
      const link = await this.links.invite(accountId);
      const id = newId();
      await this.database.execute(sql`
        insert into contractors.invitation (id, record_id, account_id, link_id, role, invited_by, invited_at, expires_at)
        values (${id}, ${recordId}, ${accountId}, ${link.id}, ${request.role}, ${principal.accountId}, ${now}, ${link.expiresAt.toString()})`);
      await this.note(recordId, contractor.number, 'invited', `${email} was invited as a ${request.role}.`, { email, role: request.role });
      this.events.publish(
        new ContractorMemberInvited({
          recordId,
          number: contractor.number,
          invitationId: id,
          accountId,
          linkId: link.id,
          role: request.role,
        }),
      );
      return (await this.queries.invitations(recordId)).find((invitation) => invitation.id === id)!;
    });
  }

  async withdraw(principal: Principal, number: string, id: string): Promise<void> {
    const { recordId, number: normal } = await this.access.requireManager(principal, number);
    await this.database.transaction(async () => {
      const invitation = (await this.queries.invitations(recordId)).find((each) => each.id === id);
      const ended = await this.database.execute(sql`
        update contractors.invitation set ended_at = ${this.clock.now().toString()}
        where id = ${id} and record_id = ${recordId} and ended_at is null`);
      if (!invitation || ended === 0) throw new InvitationNotFound();
      await this.note(recordId, normal, 'invitation-withdrawn', `The invitation of ${invitation.email} was withdrawn.`, { id });
    });
  }

  /** What an open invitation offers, to whoever has its link. */
  async offer(token: string): Promise<Pick<InvitationAcceptedDto, 'number' | 'businessName' | 'role'>> {
    const link = await this.links.findInvitation(token);
    const invitation = link && (await this.open(link.id));
    const contractor = invitation && (await this.contractors.byRecordId(invitation.recordId));
    if (!contractor) throw new InvitationInvalid();
    return { number: contractor.number, businessName: contractor.businessName, role: invitation.role };
  }

  /** An account that has a password must be signed in; any other is proved by the mailbox and chooses its password now. */
  async accept(principal: Principal | undefined, token: string): Promise<InvitationAcceptedDto> {
    return this.database.transaction(async () => {
      const link = await this.links.findInvitation(token);
      const invitation = link && (await this.open(link.id));
      const contractor = invitation && (await this.shell.takeById(invitation.recordId));
      if (!contractor) throw new InvitationInvalid();
      contractor.requireOpen('joined');
      const account = await this.requireInvited(principal, invitation.accountId);
      if (!(await this.links.spendInvitation(link.id))) throw new InvitationInvalid();
      const now = this.clock.now().toString();
      const accepted = await this.database.execute(sql`
        update contractors.invitation set accepted_at = ${now}, ended_at = ${now} where id = ${invitation.id} and ended_at is null`);
      if (accepted === 0) throw new InvitationInvalid();
      await this.members.join(contractor, account.id, invitation.role);
      return {
        number: contractor.number,
        businessName: contractor.businessName,
        role: invitation.role,
        choosePasswordUrl: account.hasPassword ? null : await this.links.firstPassword(account.id),
      };
    });
  }

  private async requireInvited(principal: Principal | undefined, accountId: string): Promise<AccountSummary> {
    const account = await this.accounts.get(accountId);
    if (!account || account.disabled) throw new InvitationInvalid();
    if (principal && principal.accountId !== account.id) throw new InvitationForAnother();
    if (!principal && account.hasPassword) throw new SignInToAccept();
    return account;
  }

  private async refuseMember(recordId: string, accountId: string, email: string, number: string): Promise<void> {
    const member = await this.database.row(sql`
      select 1 from contractors.contractor_account where record_id = ${recordId} and account_id = ${accountId}`);
    if (member) throw new MemberAlready(email, number);
  }

  private open(linkId: string): Promise<{ id: string; recordId: string; accountId: string; role: MemberRole } | undefined> {
    return this.database.row(sql<{ id: string; recordId: string; accountId: string; role: MemberRole }>`
      select id, record_id, account_id, role from contractors.invitation
      where link_id = ${linkId} and ended_at is null`);
  }

  private async note(recordId: string, number: string, what: string, summary: string, after: Record<string, unknown>): Promise<void> {
    await this.records.tell(recordId, { type: `contractors.member-${what}`, summary, visibility: 'owners' });
    await this.audit.record({ action: `contractors.member-${what}`, subject: number, recordId, after });
  }
}
