import { defineEntity, p } from '@mikro-orm/core';
import { InstantType } from '../../platform/database/types.js';
import { changeOf, type Change, type Deed } from '../../platform/status/change.js';
import { RELATIONS } from '../records/index.js';
import { INVITATION_STATUSES, InvitationMachine, type InvitationState } from './invitation.status.js';
import { InvitationEnded } from './invitations.errors.js';
import { InvitationAccepted, InvitationDeclined, InvitationWithdrawn } from './invitations.events.js';

const InvitationSchema = defineEntity({
  name: 'Invitation',
  schema: 'records',
  tableName: 'invitation',
  properties: {
    id: p.uuid().primary(),
    recordId: p.uuid(),
    email: p.text(),
    relation: p.enum(RELATIONS),
    note: p.text().nullable(),
    managesVisits: p.boolean(),
    status: p.enum(INVITATION_STATUSES),
    invitedBy: p.uuid(),
    invitedAt: p.type(InstantType),
    expiresAt: p.type(InstantType),
    endedAt: p.type(InstantType).nullable(),
    acceptedBy: p.uuid().nullable(),
  },
});

/** What an owner offers to whoever reads a mailbox: to become party to a record. */
export class Invitation extends InvitationSchema.class {
  accept(accountId: string, sameEmail: boolean, number: string, now: Temporal.Instant): Change {
    this.requireOpen(now);
    const summary = this.relation === 'owner' ? 'An invited account became a co-owner.' : 'An invited account was linked to the record.';
    return this.does('accept', number, {
      set: { acceptedBy: accountId, endedAt: now },
      tells: { type: 'records.joined', summary, visibility: 'parties' },
      event: new InvitationAccepted({ ...this.facts(number), accountId, sameEmail }),
    });
  }

  decline(number: string, now: Temporal.Instant): Change {
    this.requireOpen(now);
    return this.does('decline', number, {
      set: { endedAt: now },
      tells: this.line('records.invitation-declined', 'An invitation was declined.'),
      event: new InvitationDeclined(this.facts(number)),
    });
  }

  withdraw(number: string, now: Temporal.Instant): Change {
    this.requireOpen(now);
    return this.does('withdraw', number, {
      set: { endedAt: now },
      tells: this.line('records.invitation-withdrawn', 'An invitation was taken back.'),
      event: new InvitationWithdrawn(this.facts(number)),
    });
  }

  /** Also when it has run out: the new one takes its place. */
  replace(number: string, now: Temporal.Instant): Change {
    return this.does('replace', number, { set: { endedAt: now }, tells: { silentBecause: 'the new invitation says it' } });
  }

  stateAt(now: Temporal.Instant): InvitationState {
    return this.status === 'open' && Temporal.Instant.compare(this.expiresAt, now) <= 0 ? 'expired' : this.status;
  }

  facts(number: string) {
    return { recordId: this.recordId, number, invitationId: this.id, invitedBy: this.invitedBy, relation: this.relation };
  }

  private requireOpen(now: Temporal.Instant): void {
    const state = this.stateAt(now);
    if (state !== 'open') throw new InvitationEnded(state);
  }

  private line(type: string, summary: string) {
    return { type, summary, visibility: 'owners' as const, details: { invitationId: this.id } };
  }

  private does(verb: keyof typeof InvitationMachine.verbs, subject: string, deed: Deed<Invitation>): Change {
    if (!InvitationMachine.allows(verb, this.status)) throw new InvitationEnded(this.status);
    return changeOf(InvitationMachine, this as Invitation, { recordId: this.recordId, subject }, verb, deed);
  }
}
InvitationSchema.setClass(Invitation);
