import { domainEvent } from '../../platform/events/domain-event.js';
import type { Relation } from '../records/index.js';

/** The address invited stands with the invitation and not here. */
type InvitationFacts = { recordId: string; number: string; invitationId: string; invitedBy: string; relation: Relation };

/** Somebody was invited to a record by e-mail. */
export class InvitationSent extends domainEvent<InvitationFacts>('records.invitation-sent') {}

/** An account took an invitation up and is party to the record now. `sameEmail`: its own address is the one that was invited. */
export class InvitationAccepted extends domainEvent<InvitationFacts & { accountId: string; sameEmail: boolean }>(
  'records.invitation-accepted',
) {}

export class InvitationDeclined extends domainEvent<InvitationFacts>('records.invitation-declined') {}

export class InvitationWithdrawn extends domainEvent<InvitationFacts>('records.invitation-withdrawn') {}
