import type { Principal } from './principal.js';

/** What sign-in must know of sessions; the accounts module provides it. */
export abstract class SessionCheck {
  /** Whose session it is, as the account stands now; null when it has ended, run out or its account is disabled. */
  abstract principalOf(sessionId: string): Promise<Principal | null>;
}
