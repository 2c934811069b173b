import { Injectable, type OnModuleInit } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { InvitationLetters, type LetterState } from '../invitations/index.js';

/** Tells those who invite how their letters fare: records stands below and cannot ask. */
@Injectable()
export class InvitationDeliveries implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly letters: InvitationLetters,
  ) {}

  onModuleInit(): void {
    this.letters.register((invitationIds) => this.statesOf(invitationIds));
  }

  private async statesOf(invitationIds: string[]): Promise<ReadonlyMap<string, LetterState>> {
    const rows = await this.database.rows(sql<{ id: string; state: LetterState }>`
      select distinct on (n.secret->>'id') n.secret->>'id' as id, d.state
      from notifications.notification n join notifications.delivery d on d.notification_id = n.id
      where n.secret->>'id' = any(${invitationIds}::text[]) and n.secret->>'purpose' = 'record-invitation'
      order by n.secret->>'id', d.number desc`);
    return new Map(rows.map(({ id, state }) => [id, state]));
  }
}
