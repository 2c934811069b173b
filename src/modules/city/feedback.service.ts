import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/ids.js';
import { Clock } from '../../platform/time/clock.js';
import type { FeedbackDto, FeedbackRequest } from './feedback.dto.js';

/** `F-01` */
@Injectable()
export class FeedbackService {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async receive({ score, area, comment }: FeedbackRequest, principal: Principal | undefined): Promise<FeedbackDto> {
    const id = newId();
    const receivedAt = this.clock.now().round('millisecond').toString();
    await this.database.execute(sql`
      insert into city.feedback (id, received_at, account_id, area, score, comment)
      values (${id}, ${receivedAt}, ${principal?.accountId ?? null}, ${area}, ${score}, ${comment?.trim() || null})`);
    return { id, receivedAt };
  }

  /** What an account wrote, for its copy. */
  by(accountId: string): Promise<object[]> {
    const feedback = this.database.query.selectFrom('city.feedback').select(['receivedAt', 'area', 'score', 'comment']);
    return feedback.where('accountId', '=', accountId).orderBy('id').execute();
  }

  /** The account was closed: what it wrote stays, without who wrote it. */
  async forgetAuthor(accountId: string): Promise<void> {
    await this.database.query.updateTable('city.feedback').set({ accountId: null }).where('accountId', '=', accountId).execute();
  }
}
