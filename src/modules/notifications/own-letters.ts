import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { AccountParts, type AccountPart, type Lists } from '../accounts/index.js';

/** The letters to an account. Those about records are the city's correspondence and stay; the others go with the account. */
@Injectable()
export class OwnLetters implements AccountPart {
  constructor(
    private readonly database: Database,
    parts: AccountParts,
  ) {
    parts.add(this);
  }

  async forget(accountId: string): Promise<void> {
    const { query } = this.database;
    await query.deleteFrom('notifications.preference').where('accountId', '=', accountId).execute();
    await this.database.execute(sql`
      with about_the_account as (
        select id from notifications.notification where recipient_id = ${accountId} and record_id is null
      ), gone as (
        delete from notifications.delivery where notification_id in (select id from about_the_account)
      )
      delete from notifications.notification where id in (select id from about_the_account)`);
  }

  copy(accountId: string): Lists {
    const { query } = this.database;
    return {
      letters: () =>
        query
          .selectFrom('notifications.notification')
          .select(['kind', 'recordNumber', 'subject', 'bodyText as text', 'createdAt', 'readAt'])
          .where('recipientId', '=', accountId)
          .orderBy('id')
          .execute(),
      letterPreferences: () =>
        query.selectFrom('notifications.preference').select(['topic', 'byMail']).where('accountId', '=', accountId).execute(),
    };
  }
}
