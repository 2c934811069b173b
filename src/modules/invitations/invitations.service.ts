import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/ids.js';
import { toInstant } from '../../platform/database/types.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { Events } from '../../platform/events/events.js';
import { Clock } from '../../platform/time/clock.js';
import { AccountsService } from '../accounts/index.js';
import {
  AlreadyLinked,
  definePartySource,
  FirstOwnerOnly,
  Lifecycle,
  recordTypeOf,
  RecordsService,
  type RecordSummary,
  type Relation,
} from '../records/index.js';
import { Invitation } from './invitation.entity.js';
import { InvitationLinks } from './invitation-links.js';
import type { InviteToRecordRequest, JoinedRecordDto } from './invitations.dto.js';
import { EmailNotProved, InvitationNotFound, TeamOfItsOwn, TooManyInvitations } from './invitations.errors.js';
import { InvitationSent } from './invitations.events.js';

/** Was invited by e-mail and accepted. */
const BY_INVITATION = definePartySource({ source: 'invitation', way: 'invitation', isRemovable: true, isLater: true });

const DAYS_VALID = 14;
const MOST_A_DAY = { ofRecord: 20, toAddress: 10 };

/** Offers made by e-mail to become party to a record, and the answers to them. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly records: RecordsService,
    private readonly lifecycle: Lifecycle,
    private readonly accounts: AccountsService,
    private readonly links: InvitationLinks,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /** Whether the address has an account makes no difference, neither to the answer nor to what is done. */
  async invite(principal: Principal, number: string, request: InviteToRecordRequest): Promise<Invitation> {
    const { email, relation = 'linked', managesVisits, note } = request;
    return this.database.transaction(async () => {
      const { record } = await this.records.requireOwner(principal, number);
      const { invitedBy, hasCoOwners } = recordTypeOf(record);
      if (invitedBy) throw new TeamOfItsOwn(record.number, invitedBy);
      if (relation === 'owner') {
        if (!hasCoOwners) throw new InvalidInput([{ pointer: '/relation', detail: 'must be linked here' }]);
        await this.requireFirstOwner(record, principal.accountId);
      }
      const me = await this.accounts.get(principal.accountId);
      if (me?.email.toLowerCase() === email.toLowerCase()) throw new InvalidInput([{ pointer: '/email', detail: 'is your own address' }]);
      return this.send(record, { email, relation, managesVisits, note, invitedBy: principal.accountId });
    });
  }

  /** For those who have made sure that it may be sent; in the open transaction. */
  async send(
    record: Pick<RecordSummary, 'id' | 'number'>,
    {
      email,
      relation,
      managesVisits = false,
      note,
      invitedBy,
    }: { email: string; relation: Relation; managesVisits?: boolean; note?: string; invitedBy: string },
  ): Promise<Invitation> {
    // Two invitations to one address at the same moment: the second replaces the first.
    await this.records.lockForUpdate(record.id);
    await this.refuseTooMany(record.id, email);
    const now = this.clock.now();
    const before = await this.em.findOne(Invitation, { recordId: record.id, email, status: 'open' });
    if (before) await this.lifecycle.make(before.replace(record.number, now));
    await this.database.flush();
    const invitation = this.em.create(Invitation, {
      id: newId(),
      recordId: record.id,
      email,
      relation,
      note: note ?? null,
      managesVisits: relation === 'owner' || managesVisits,
      status: 'open',
      invitedBy,
      invitedAt: now,
      expiresAt: now.add({ hours: DAYS_VALID * 24 }),
    });
    this.em.persist(invitation);
    await this.database.flush();
    await this.records.tell(record.id, {
      type: 'records.invited',
      summary: relation === 'owner' ? 'Somebody was invited by e-mail to be a co-owner.' : 'Somebody was invited by e-mail.',
      visibility: 'owners',
      details: { invitationId: invitation.id },
    });
    this.events.publish(new InvitationSent(invitation.facts(record.number)));
    return invitation;
  }

  /** By its sender, or by an owner of the record. */
  async withdraw(principal: Principal, invitationId: string): Promise<void> {
    await this.database.transaction(async () => {
      const { invitation, record } = await this.locked(invitationId);
      if (invitation.invitedBy !== principal.accountId) {
        const isOwner = (await this.records.parties(record.id)).some(
          ({ accountId, relation }) => accountId === principal.accountId && relation === 'owner',
        );
        if (!isOwner) throw new InvitationNotFound();
        if (invitation.relation === 'owner') await this.requireFirstOwner(record, principal.accountId);
      }
      await this.lifecycle.make(invitation.withdraw(record.number, this.clock.now()));
    });
  }

  /**
   * The link proves the mailbox, so that whoever holds it may join, also with an account under another address; the owner is told
   * who it was. Of two who use it at the same moment one joins; a second click of the same account gets the same answer.
   */
  async accept({ accountId }: Principal, token: string): Promise<JoinedRecordDto> {
    return this.database.transaction(async () => {
      const { invitation, record } = await this.locked(this.links.invitationOf(token));
      const joined = { number: record.number, kind: record.kind, relation: invitation.relation };
      if (invitation.acceptedBy === accountId) return joined;
      const account = await this.accounts.get(accountId);
      if (!account?.emailVerified) throw new EmailNotProved();
      const mine = (await this.records.parties(record.id)).filter((party) => party.accountId === accountId);
      if (mine.some(({ relation }) => relation === 'owner' || invitation.relation === 'linked')) throw new AlreadyLinked(record.number);

      const sameEmail = account.email.toLowerCase() === invitation.email.toLowerCase();
      await this.lifecycle.make(invitation.accept(accountId, sameEmail, record.number, this.clock.now()));
      await this.database.flush();
      const { relation, managesVisits } = invitation;
      await this.records.addParty(record.id, accountId, relation, BY_INVITATION, { managesVisits });
      return joined;
    });
  }

  /** By whoever holds the link; no account is needed to say no. */
  async decline(token: string): Promise<void> {
    await this.database.transaction(async () => {
      const { invitation, record } = await this.locked(this.links.invitationOf(token));
      await this.lifecycle.make(invitation.decline(record.number, this.clock.now()));
    });
  }

  /** The record's turn comes first, as it does for those who invite. */
  private async locked(invitationId: string | undefined): Promise<{ invitation: Invitation; record: RecordSummary }> {
    const found = invitationId && (await this.em.findOne(Invitation, { id: invitationId }));
    if (!found) throw new InvitationNotFound();
    await this.records.lockForUpdate(found.recordId);
    const options = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true };
    const invitation = await this.em.findOneOrFail(Invitation, { id: found.id }, options);
    const record = await this.records.byId(found.recordId);
    return { invitation, record: record! };
  }

  private async requireFirstOwner({ id, number }: RecordSummary, accountId: string): Promise<void> {
    const parties = await this.records.parties(id);
    const isFirst = parties.some((party) => party.accountId === accountId && party.relation === 'owner' && party.source !== BY_INVITATION);
    if (!isFirst) throw new FirstOwnerOnly(number);
  }

  private async refuseTooMany(recordId: string, email: string): Promise<void> {
    const since = this.clock.now().subtract({ hours: 24 });
    const row = (await this.database.row(sql<{ ofRecord: number; toAddress: number; oldest: string | null }>`
      select count(*) filter (where record_id = ${recordId})::int as of_record, count(*) filter (where email = ${email})::int as to_address,
        min(invited_at) as oldest
      from records.invitation where invited_at > ${since.toString()} and (record_id = ${recordId} or email = ${email})`))!;
    if (row.ofRecord < MOST_A_DAY.ofRecord && row.toAddress < MOST_A_DAY.toAddress) return;
    throw new TooManyInvitations(Math.ceil(toInstant(row.oldest!).since(since).total('seconds')));
  }
}
