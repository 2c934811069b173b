import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Principal } from './principal.js';
import { SessionCheck } from './session-check.js';

/** How long another replica may still honour a session that has just ended here. */
const MOST_AGE_MS = 3_000;
const MOST_SESSIONS = 20_000;

interface Known {
  principal: Promise<Principal | null>;
  readAt: number;
}

/**
 * Spares most requests the look at the session's row. What ends on this process is forgotten at once; what ends on another is
 * noticed when the entry is a few seconds old. Ages are measured on the machine's steady clock, never on `Clock`.
 */
@Injectable()
export class SessionCache implements OnModuleInit {
  private readonly known = new Map<string, Known>();
  private sessions: SessionCheck;

  constructor(private readonly modules: ModuleRef) {}

  onModuleInit(): void {
    this.sessions = this.modules.get(SessionCheck, { strict: false });
  }

  async principalOf(sessionId: string): Promise<Principal | null> {
    const known = this.known.get(sessionId);
    if (known && performance.now() - known.readAt < MOST_AGE_MS) return known.principal;
    return this.read(sessionId);
  }

  /** Call after the commit that ended sessions or changed what their accounts may do. */
  forget(sessionIds: Iterable<string>): void {
    for (const id of sessionIds) this.known.delete(id);
  }

  private read(sessionId: string): Promise<Principal | null> {
    // The promise itself is kept: requests that arrive together share one read, and `forget` drops a read under way as well.
    const entry: Known = { principal: this.sessions.principalOf(sessionId), readAt: performance.now() };
    entry.principal.catch(() => this.known.get(sessionId) === entry && this.known.delete(sessionId));
    this.known.delete(sessionId);
    this.known.set(sessionId, entry);
    if (this.known.size > MOST_SESSIONS) this.known.delete(this.known.keys().next().value!);
    return entry.principal;
  }
}
