import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { CurrentPrincipal, Public, SignedIn } from '../../platform/auth/auth.decorators.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Idempotent } from '../../platform/http/idempotent.decorator.js';
import { PageQuery } from '../../platform/http/paging.js';
import { Problems } from '../../platform/http/problems.decorator.js';
import { RateLimit } from '../../platform/http/rate-limit.decorator.js';
import { UuidPipe } from '../../platform/http/uuid.pipe.js';
import { AlreadyLinked, FirstOwnerOnly, OwnerOnly, RecordNotFound, RecordNotLinked } from '../records/index.js';
import {
  InvitationPreviewDto,
  InvitationTokenRequest,
  InviteToRecordRequest,
  JoinedRecordDto,
  RecordInvitationDto,
  RecordInvitationPageDto,
} from './invitations.dto.js';
import { EmailNotProved, InvitationEnded, InvitationNotFound, TeamOfItsOwn, TooManyInvitations } from './invitations.errors.js';
import { InvitationsQueries } from './invitations.queries.js';
import { InvitationsService } from './invitations.service.js';

const guessable = () => RateLimit({ limit: 30, windowSeconds: 900, per: 'client' });

@ApiTags('Invitations')
@Controller()
export class InvitationsController {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly queries: InvitationsQueries,
  ) {}

  /**
   * Invite somebody to a record by e-mail.
   *
   * For the owner of the record; co-owners are invited by the first owner alone. The address gets a message with a link that is good
   * for 14 days and for one person, whether or not it has an account: the answer does not tell. Inviting an address again takes the
   * place of the invitation before. At most 20 a day for a record, 10 a day to an address. A contractor's registration has a team of its own
   * (`inviteContractorMember`).
   */
  @Post('records/:number/invitations')
  @SignedIn()
  @RateLimit({ limit: 20, windowSeconds: 3600, per: 'account' })
  @Idempotent()
  @Problems(RecordNotFound, RecordNotLinked, OwnerOnly, TeamOfItsOwn, FirstOwnerOnly, TooManyInvitations)
  async inviteToRecord(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Body() request: InviteToRecordRequest,
  ): Promise<RecordInvitationDto> {
    const { id } = await this.invitations.invite(principal, number, request);
    return this.queries.one(id);
  }

  /** List the invitations to a record, newest first, with what became of them. For the owner of the record, and staff. */
  @Get('records/:number/invitations')
  @SignedIn()
  @Problems(RecordNotFound, RecordNotLinked, OwnerOnly)
  listRecordInvitations(
    @CurrentPrincipal() principal: Principal,
    @Param('number') number: string,
    @Query() query: PageQuery,
  ): Promise<RecordInvitationPageDto> {
    return this.queries.list(principal, number, query);
  }

  /**
   * Take an invitation back.
   *
   * For whoever sent it and for the owner of the record. Its link is of no use any more. Who has accepted is removed with
   * `unlinkRecord` instead.
   */
  @Delete('record-invitations/:id')
  @HttpCode(204)
  @SignedIn()
  @Problems(InvitationNotFound, InvitationEnded, FirstOwnerOnly)
  async withdrawRecordInvitation(@CurrentPrincipal() principal: Principal, @Param('id', UuidPipe) id: string): Promise<void> {
    await this.invitations.withdraw(principal, id);
  }

  /**
   * Show what an invitation offers, by the token of its link.
   *
   * For everyone who holds the link, signed in or not. The token goes in the body, so that it stands in no log.
   */
  @Post('record-invitations/preview')
  @HttpCode(200)
  @Public()
  @guessable()
  @Problems(InvitationNotFound, InvitationEnded)
  getRecordInvitation(@Body() { token }: InvitationTokenRequest): Promise<InvitationPreviewDto> {
    return this.queries.preview(token);
  }

  /**
   * Accept an invitation, by the token of its link.
   *
   * For every account whose own e-mail address is proved; it need not be the one that was invited, because the link itself proves
   * that mailbox. The record then stands on the dashboard, and the owner is told who joined. A link is good for one account.
   */
  @Post('record-invitations/acceptance')
  @SignedIn()
  @guessable()
  @Idempotent()
  @Problems(InvitationNotFound, InvitationEnded, EmailNotProved, AlreadyLinked)
  acceptRecordInvitation(@CurrentPrincipal() principal: Principal, @Body() { token }: InvitationTokenRequest): Promise<JoinedRecordDto> {
    return this.invitations.accept(principal, token);
  }

  /** Decline an invitation, by the token of its link. For everyone who holds the link; whoever sent it is told. */
  @Post('record-invitations/refusal')
  @HttpCode(204)
  @Public()
  @guessable()
  @Problems(InvitationNotFound, InvitationEnded)
  async declineRecordInvitation(@Body() { token }: InvitationTokenRequest): Promise<void> {
    await this.invitations.decline(token);
  }
}
