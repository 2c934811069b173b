export { InvitationsModule } from './invitations.module.js';
export { InvitationLetters, type LetterState } from './invitation-letters.js';
export { InvitationLinks } from './invitation-links.js';
export { TooManyInvitations } from './invitations.errors.js';
export { InvitationAccepted, InvitationDeclined, InvitationSent, InvitationWithdrawn } from './invitations.events.js';
export { InvitationsQueries } from './invitations.queries.js';
export { InvitationsService } from './invitations.service.js';
