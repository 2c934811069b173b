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
}
