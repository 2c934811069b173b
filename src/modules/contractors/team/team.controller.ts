import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Public, SignedIn } from '../../../platform/auth/auth.decorators.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Idempotent } from '../../../platform/http/idempotent.decorator.js';
import { Problems } from '../../../platform/http/problems.decorator.js';
import { RateLimit } from '../../../platform/http/rate-limit.decorator.js';
import { UuidPipe } from '../../../platform/http/uuid.pipe.js';
import { ContractorNotFound, ManagersOnly, WrongContractorStatus } from '../contractors.errors.js';
import { InvitationsService } from './invitations.service.js';
import { MembersService } from './members.service.js';
import {
  AcceptInvitationRequest,
  ChangeContractorMemberRequest,
  ContractorInvitationDto,
  ContractorInvitationOfferDto,
  ContractorTeamDto,
  InvitationAcceptedDto,
  InviteContractorMemberRequest,
} from './team.dto.js';
import {
  InvitationForAnother,
  InvitationInvalid,
  InvitationNotFound,
  LastManager,
  MemberAlready,
  MemberNotFound,
  SignInToAccept,
} from './team.errors.js';
import { TeamQueries } from './team.queries.js';

@ApiTags('Contractors')
@Controller()
@SignedIn()
export class TeamController {
  constructor(
    private readonly members: MembersService,
    private readonly invitations: InvitationsService,
    private readonly queries: TeamQueries,
  ) {}

  /**
   * List the accounts that act for a contractor, and those that have been asked to.
   *
   * For those who act for the contractor and permit technicians.
   */
  @Get('contractors/:number/members')
  @Problems(ContractorNotFound)
  listContractorMembers(@CurrentPrincipal() principal: Principal, @Param('number') number: string): Promise<ContractorTeamDto> {
    return this.queries.team(principal, number);
  }

  /**
   * Ask somebody by mail to act for the contractor.
   *
   * For managers of the contractor, and permit technicians. The link in the message is good once, for two weeks; asking again takes the
   * place of the one that is open.
   */
  @Post('contractors/:number/invitations')
  @RateLimit({ limit: 30, windowSeconds: 3600, per: 'account' })
  @Idempotent()
  @Problems(ContractorNotFound, ManagersOnly, WrongContractorStatus, MemberAlready)
  inviteContractorMember(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() request: InviteContractorMemberRequest,
  ): Promise<ContractorInvitationDto> {
    return this.invitations.invite(principal, number, request);
  }

  /**
   * Withdraw an invitation: its link cannot be used any more.
   *
   * For managers of the contractor, and permit technicians.
   */
  @Delete('contractors/:number/invitations/:id')
  @HttpCode(204)
  @Problems(ContractorNotFound, ManagersOnly, InvitationNotFound)
  withdrawContractorInvitation(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Param('id', UuidPipe) id: string,
  ): Promise<void> {
    return this.invitations.withdraw(principal, number, id);
  }

  /**
   * Show what an invitation offers, by the token of its link.
   *
   * For everyone who has the link, signed in or not. The token goes in the body, so that it stands in no log.
   */
  @Post('contractor-invitations/preview')
  @HttpCode(200)
  @Public()
  @RateLimit({ limit: 30, windowSeconds: 600, per: 'client' })
  @Problems(InvitationInvalid)
  getContractorInvitation(@Body() { token }: AcceptInvitationRequest): Promise<ContractorInvitationOfferDto> {
    return this.invitations.offer(token);
  }

  /**
   * Accept an invitation with the token of its link.
   *
   * For everyone who has the link. An account that has a password must be signed in; one that was made by the invitation is told in
   * `choosePasswordUrl` where to choose its first.
   */
  @Post('contractor-invitations/acceptance')
  @Public()
  @RateLimit({ limit: 30, windowSeconds: 600, per: 'client' })
  @Problems(InvitationInvalid, SignInToAccept, InvitationForAnother, WrongContractorStatus)
  acceptContractorInvitation(
    @CurrentPrincipal() principal: Principal | undefined,
    @Body() { token }: AcceptInvitationRequest,
  ): Promise<InvitationAcceptedDto> {
    return this.invitations.accept(principal, token);
  }

  /**
   * Change what a member may do.
   *
   * For managers of the contractor, and permit technicians. The last manager stays one. Invitations that a former manager sent are
   * withdrawn.
   */
  @Patch('contractors/:number/members/:accountId')
  @Problems(ContractorNotFound, ManagersOnly, MemberNotFound, LastManager)
  changeContractorMember(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Param('accountId', UuidPipe) accountId: string,
    @Body() { role }: ChangeContractorMemberRequest,
  ): Promise<ContractorTeamDto> {
    return this.members.changeRole(principal, number, accountId, role);
  }

  /**
   * Remove a member: the contractor's records, and the permits that name it, are closed to the account at once, and invitations that it
   * sent are withdrawn.
   *
   * For managers of the contractor, permit technicians, and members who leave. The last manager cannot be removed.
   */
  @Delete('contractors/:number/members/:accountId')
  @HttpCode(204)
  @Problems(ContractorNotFound, ManagersOnly, MemberNotFound, LastManager)
  removeContractorMember(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Param('accountId', UuidPipe) accountId: string,
  ): Promise<void> {
    return this.members.remove(principal, number, accountId);
  }
}
