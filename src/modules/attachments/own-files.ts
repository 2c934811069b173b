import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { AccountParts, type AccountPart, type Lists } from '../accounts/index.js';

/** The files that an account uploaded, for its copy; they belong to their records and stay with them. */
@Injectable()
export class OwnFiles implements AccountPart {
  constructor(
    private readonly database: Database,
    parts: AccountParts,
  ) {
    parts.add(this);
  }

  copy(accountId: string): Lists {
    return {
      files: () =>
        this.database.query
          .selectFrom('records.attachment as a')
          .innerJoin('records.record as r', 'r.id', 'a.recordId')
          .select(['r.number as recordNumber', 'a.fileName', 'a.documentType', 'a.version', 'a.contentType', 'a.sizeBytes', 'a.sha256'])
          .select(['a.uploadedAt', 'a.deletedAt'])
          .where('a.uploadedBy', '=', accountId)
          .orderBy('a.id')
          .execute(),
    };
  }
}
