import { defineEntity, p } from '@mikro-orm/core';
import { InstantType } from '../../platform/database/types.js';
import { RELATIONS } from '../records/index.js';
import { INVITATION_STATUSES, InvitationTransitions, type InvitationState, type InvitationStatus } from './invitation.status.js';
import { InvitationEnded } from './invitations.errors.js';

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
  accept(accountId: string, now: Temporal.Instant): void {
    this.end('accepted', now);
    this.acceptedBy = accountId;
  }

  decline(now: Temporal.Instant): void {
    this.end('declined', now);
  }

  withdraw(now: Temporal.Instant): void {
    this.end('withdrawn', now);
  }

  /** Also when it has run out: the new one takes its place. */
  replace(now: Temporal.Instant): void {
    this.move('replaced');
    this.endedAt = now;
  }

  stateAt(now: Temporal.Instant): InvitationState {
    return this.status === 'open' && Temporal.Instant.compare(this.expiresAt, now) <= 0 ? 'expired' : this.status;
  }

  private end(to: InvitationStatus, now: Temporal.Instant): void {
    const state = this.stateAt(now);
    if (state !== 'open') throw new InvitationEnded(state);
    this.move(to);
    this.endedAt = now;
  }

  private move(to: InvitationStatus): void {
    if (!InvitationTransitions[this.status].includes(to)) throw new InvitationEnded(this.status);
    this.status = to;
  }
}
InvitationSchema.setClass(Invitation);
