import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { AccountParts, type AccountPart, type Lists } from '../accounts/index.js';

/** The visits that an account booked. They take place all the same; whom to call and what was noted for the inspector goes. */
@Injectable()
export class OwnVisits implements AccountPart {
  constructor(
    private readonly database: Database,
    parts: AccountParts,
  ) {
    parts.add(this);
  }

  async forget(accountId: string): Promise<void> {
    await this.database.query.deleteFrom('inspections.calendar_feed').where('accountId', '=', accountId).execute();
    await this.database.query
      .updateTable('inspections.appointment')
      .set({ contactName: null, contactPhone: null, note: null })
      .where('bookedBy', '=', accountId)
      .execute();
  }

  copy(accountId: string): Lists {
    return {
      visits: () =>
        this.database.query
          .selectFrom('inspections.appointment as a')
          .innerJoin('inspections.inspection as i', 'i.id', 'a.inspectionId')
          .select(['i.recordNumber', 'i.typeName', 'a.date', 'a.startMinute', 'a.status', 'a.contactName', 'a.contactPhone', 'a.note'])
          .select('a.bookedAt')
          .where('a.bookedBy', '=', accountId)
          .orderBy('a.bookedAt')
          .execute(),
    };
  }
}
