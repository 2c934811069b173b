import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Settings } from '../config/settings.js';
import { Clock } from '../time/clock.js';
import { Keys } from './keys.js';
import type { Principal } from './principal.js';

const GOOD_FOR_SECONDS = 60;

/**
 * Addresses that open one file for a minute without a token beside them. They stand for the session that asked for them: whether it may
 * read the file is decided when it is opened, as with a token, and they end with it.
 */
@Injectable()
export class DownloadLinks {
  private readonly key: Buffer;

  constructor(
    keys: Keys,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {
    this.key = keys.for('download-link');
  }

  issue({ sessionId }: Principal, path: string): { url: string; expiresAt: Temporal.Instant } {
    const expiresAt = this.clock.now().add({ seconds: GOOD_FOR_SECONDS });
    const until = Math.floor(expiresAt.epochMilliseconds / 1000);
    const ticket = `${until}.${sessionId}.${this.sign(path, until, sessionId)}`;
    return { url: `${this.settings.publicUrl}${path}?ticket=${ticket}`, expiresAt };
  }

  /** The session that a ticket for this address stands for; undefined when it is for another one, was made up or has run out. */
  sessionOf(ticket: string, path: string): string | undefined {
    const [until = '', sessionId = '', given = ''] = ticket.split('.');
    const right = Buffer.from(this.sign(path, Number(until), sessionId));
    const isGenuine = right.length === Buffer.byteLength(given) && timingSafeEqual(right, Buffer.from(given));
    return isGenuine && Number(until) * 1000 > this.clock.now().epochMilliseconds ? sessionId : undefined;
  }

  private sign(path: string, until: number, sessionId: string): string {
    return createHmac('sha256', this.key).update(`${until} ${sessionId} ${path}`).digest('base64url');
  }
}
