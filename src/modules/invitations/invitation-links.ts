import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Keys } from '../../platform/auth/keys.js';
import { linkToken, readLinkToken } from '../../platform/auth/link-tokens.js';
import { Settings } from '../../platform/config/settings.js';
import { Database } from '../../platform/database/database.js';
import { Clock } from '../../platform/time/clock.js';

const KEY = 'record-invitations';
const PURPOSE = 'answer';

/** The secret links of invitations, for those who write the letters; nobody else may have them. */
@Injectable()
export class InvitationLinks {
  constructor(
    private readonly database: Database,
    private readonly keys: Keys,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** Null when the invitation has been answered, was taken back or has run out. */
  async url(invitationId: string): Promise<string | null> {
    const open = await this.database.row(sql`
      select 1 from records.invitation where id = ${invitationId} and status = 'open' and expires_at > ${this.clock.now().toString()}`);
    const token = linkToken(this.keys.for(KEY), PURPOSE, invitationId);
    return open ? `${this.settings.frontEndUrl}/record-invitations?token=${token}` : null;
  }

  /** The invitation that a token was made for; undefined for any other text. */
  invitationOf(token: string): string | undefined {
    return readLinkToken(this.keys.for(KEY), token, [PURPOSE])?.id;
  }
}
