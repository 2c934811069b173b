import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { Review } from './review.entity.js';
import { ReviewNotFound } from './reviews.errors.js';

/**
 * Makes what happens to the reviews of one record take turns: two reviewers who decide the last two disciplines at the same
 * moment would otherwise each see the other still pending, and the cycle would never end.
 */
@Injectable()
export class ReviewLock {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
  ) {}

  /** The highest cycle so far; 0 before the first. */
  async record(recordId: string): Promise<number> {
    const cycles = await this.database.rows(
      sql<{ cycle: number }>`select cycle from reviews.review_cycle where record_id = ${recordId} order by cycle for update`,
    );
    return cycles.at(-1)?.cycle ?? 0;
  }

  /** The review as it is once its record's turn has come. */
  async review(reviewId: string): Promise<Review> {
    const found = await this.database.row(sql<{ recordId: string }>`select record_id from reviews.review where id = ${reviewId}`);
    if (!found) throw new ReviewNotFound();
    await this.record(found.recordId);
    return this.em.findOneOrFail(Review, { id: reviewId });
  }
}
