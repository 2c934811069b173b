import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import type { NotificationPreferencesDto, UpdateNotificationPreferencesRequest } from './notifications.dto.js';
import { isOptional, OPTIONAL_TOPICS, TOPIC_NAMES, TOPICS, type Topic } from './topics.js';

/** What people want by e-mail, save for what the law or the process requires; in the portal they find everything. */
@Injectable()
export class PreferencesService {
  constructor(private readonly database: Database) {}

  async of(accountId: string): Promise<NotificationPreferencesDto> {
    const rows = await this.database.rows(sql<{ topic: string; byMail: boolean }>`
      select topic, by_mail from notifications.preference where account_id = ${accountId}`);
    const chosen = new Map(rows.map(({ topic, byMail }) => [topic, byMail]));
    return {
      topics: TOPICS.map((topic) => ({
        topic,
        ...TOPIC_NAMES[topic],
        required: !isOptional(topic),
        byMail: !isOptional(topic) || (chosen.get(topic) ?? true),
      })),
    };
  }

  async change(accountId: string, request: UpdateNotificationPreferencesRequest): Promise<NotificationPreferencesDto> {
    return this.database.transaction(async () => {
      for (const topic of OPTIONAL_TOPICS) {
        const byMail = request[topic];
        if (typeof byMail !== 'boolean') continue;
        await this.database.execute(sql`
          insert into notifications.preference (account_id, topic, by_mail) values (${accountId}, ${topic}, ${byMail})
          on conflict (account_id, topic) do update set by_mail = excluded.by_mail`);
      }
      return this.of(accountId);
    });
  }

  /** Those who do not want this topic by e-mail. */
  async withoutMail(topic: Topic, accountIds: string[]): Promise<Set<string>> {
    if (!isOptional(topic) || accountIds.length === 0) return new Set();
    const rows = await this.database.rows(sql<{ accountId: string }>`
      select account_id from notifications.preference
      where account_id = any(${accountIds}::uuid[]) and topic = ${topic} and not by_mail`);
    return new Set(rows.map(({ accountId }) => accountId));
  }
}
