import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { AccountParts, type AccountPart, type Lists } from '../accounts/index.js';

/** What an account answered to reviewers, for its copy; it is part of the record and stays with it. */
@Injectable()
export class OwnResponses implements AccountPart {
  constructor(
    private readonly database: Database,
    parts: AccountParts,
  ) {
    parts.add(this);
  }

  copy(accountId: string): Lists {
    return {
      reviewResponses: () =>
        this.database.query
          .selectFrom('reviews.comment_response as a')
          .innerJoin('reviews.review_comment as c', 'c.id', 'a.commentId')
          .innerJoin('reviews.review as r', 'r.id', 'c.reviewId')
          .select(['r.recordNumber', 'r.disciplineName', 'c.text as comment', 'a.text', 'a.respondedAt'])
          .where('a.accountId', '=', accountId)
          .orderBy('a.id')
          .execute(),
    };
  }
}
