import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { NotificationPreferencesDto, UpdateNotificationPreferencesRequest } from './notifications.dto.js';
import { isOptional, OPTIONAL_TOPICS, TOPIC_NAMES, TOPICS, type Topic } from './topics.js';

/** What people want by e-mail, save for what the law or the process requires; in the portal they find everything. */
@Injectable()
export class PreferencesService {
  constructor(private readonly database: Database) {}

  async of(accountId: string): Promise<NotificationPreferencesDto> {
    const rows = await this.database.query
      .selectFrom('notifications.preference')
      .select(['topic', 'byMail'])
      .where('accountId', '=', accountId)
      .execute();
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
        await this.database.query
          .insertInto('notifications.preference')
          .values({ accountId, topic, byMail })
          .onConflict((conflict) => conflict.columns(['accountId', 'topic']).doUpdateSet({ byMail }))
          .execute();
      }
      return this.of(accountId);
    });
  }

  /** Those who do not want this topic by e-mail. */
  async withoutMail(topic: Topic, accountIds: string[]): Promise<Set<string>> {
    if (!isOptional(topic) || accountIds.length === 0) return new Set();
    const rows = await this.database.query
      .selectFrom('notifications.preference')
      .select('accountId')
      .where('accountId', 'in', accountIds)
      .where('topic', '=', topic)
      .where('byMail', '=', false)
      .execute();
    return new Set(rows.map(({ accountId }) => accountId));
  }
}
