import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { Clock } from '../../../platform/time/clock.js';
import { AccountLinks, AccountsService, type AccountSummary } from '../../accounts/index.js';
import { Lifecycle } from '../../records/index.js';
import { ContractorAccess } from '../contractor-access.js';
import { ContractorFile } from '../contractor-file.js';
import { ContractorsService } from '../contractors.service.js';
import { MembersService } from './members.service.js';
import type {
  ContractorInvitationDto,
  ContractorInvitationOfferDto,
  InvitationAcceptedDto,
  InviteContractorMemberRequest,
} from './team.dto.js';
import { InvitationForAnother, InvitationInvalid, InvitationNotFound, MemberAlready, SignInToAccept } from './team.errors.js';
import { TeamQueries } from './team.queries.js';

/** People are asked by mail to act for a contractor; the link in it is good once, and until it runs out. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly database: Database,
    private readonly access: ContractorAccess,
    private readonly file: ContractorFile,
    private readonly contractors: ContractorsService,
    private readonly members: MembersService,
    private readonly queries: TeamQueries,
    private readonly accounts: AccountsService,
    private readonly links: AccountLinks,
    private readonly lifecycle: Lifecycle,
    private readonly clock: Clock,
  ) {}

  /** Asking again takes the place of the invitation that is open. */
  async invite(principal: Principal, number: string, request: InviteContractorMemberRequest): Promise<ContractorInvitationDto> {
    const { recordId } = await this.access.requireManager(principal, number);
    return this.database.transaction(async () => {
      const contractor = (await this.file.lockForUpdate(recordId))!;
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
      await this.ending(now).where('recordId', '=', recordId).where('accountId', '=', accountId).execute();
      const link = await this.links.invite(accountId);
      const id = newId();
      const { role } = request;
      await this.database.query
        .insertInto('contractors.invitation')
        .values({
          ...{ id, recordId, accountId, role, linkId: link.id, invitedBy: principal.accountId, invitedAt: now },
          expiresAt: link.expiresAt.toString(),
        })
        .execute();
      await this.lifecycle.make(contractor.inviteMember(email, { invitationId: id, accountId, linkId: link.id, role }));
      return (await this.queries.invitations(recordId)).find((invitation) => invitation.id === id)!;
    });
  }

  async withdraw(principal: Principal, number: string, id: string): Promise<void> {
    const { recordId } = await this.access.requireManager(principal, number);
    await this.database.transaction(async () => {
      const contractor = (await this.file.lockForUpdate(recordId))!;
      const invitation = (await this.queries.invitations(recordId)).find((each) => each.id === id);
      const ending = this.ending(this.clock.now().toString()).where('id', '=', id).where('recordId', '=', recordId);
      const { numUpdatedRows } = await ending.executeTakeFirst();
      if (!invitation || numUpdatedRows === 0n) throw new InvitationNotFound();
      await this.lifecycle.make(contractor.withdrawInvitation(id, invitation.email));
    });
  }

  /** What an open invitation offers, to whoever has its link. */
  async offer(token: string): Promise<ContractorInvitationOfferDto> {
    const link = await this.links.findInvitation(token);
    const invitation = link && (await this.open(link.id));
    const contractor = invitation && (await this.contractors.byRecordId(invitation.recordId));
    const account = invitation && (await this.accounts.get(invitation.accountId));
    if (!contractor || !account || account.disabled) throw new InvitationInvalid();
    const { number, businessName } = contractor;
    return { number, businessName, role: invitation.role, email: account.email, signInToAccept: account.hasPassword };
  }

  /** An account that has a password must be signed in; any other is proved by the mailbox and chooses its password now. */
  async accept(principal: Principal | undefined, token: string): Promise<InvitationAcceptedDto> {
    return this.database.transaction(async () => {
      const link = await this.links.findInvitation(token);
      const invitation = link && (await this.open(link.id));
      const contractor = invitation && (await this.file.lockForUpdate(invitation.recordId));
      if (!contractor) throw new InvitationInvalid();
      contractor.requireOpen('joined');
      const account = await this.requireInvited(principal, invitation.accountId);
      if (!(await this.links.spendInvitation(link.id))) throw new InvitationInvalid();
      const now = this.clock.now().toString();
      const { numUpdatedRows } = await this.ending(now).set({ acceptedAt: now }).where('id', '=', invitation.id).executeTakeFirst();
      if (numUpdatedRows === 0n) throw new InvitationInvalid();
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
    const members = this.database.query.selectFrom('contractors.contractor_account').select('role').where('recordId', '=', recordId);
    if (await members.where('accountId', '=', accountId).executeTakeFirst()) throw new MemberAlready(email, number);
  }

  private open(linkId: string) {
    const invitations = this.database.query.selectFrom('contractors.invitation').select(['id', 'recordId', 'accountId', 'role']);
    return invitations.where('linkId', '=', linkId).where('endedAt', 'is', null).executeTakeFirst();
  }

  private ending(endedAt: string) {
    return this.database.query.updateTable('contractors.invitation').set({ endedAt }).where('endedAt', 'is', null);
  }
}
