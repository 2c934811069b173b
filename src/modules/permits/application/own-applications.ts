import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { AccountParts, type AccountPart, type Lists } from '../../accounts/index.js';

/** What an account applied for, for its copy; who applied for a permit is kept with it. */
@Injectable()
export class OwnApplications implements AccountPart {
  constructor(
    private readonly database: Database,
    parts: AccountParts,
  ) {
    parts.add(this);
  }

  copy(accountId: string): Lists {
    return {
      permits: () =>
        this.database.query
          .selectFrom('permits.permit')
          .select(['number', 'typeCode', 'status', 'description', 'valuationCents', 'answers', 'createdAt', 'submittedAt', 'issuedAt'])
          .select(['expiresOn', 'closedAt', 'reason'])
          .where('applicantId', '=', accountId)
          .orderBy('number')
          .execute(),
    };
  }
}
