import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { AccountParts, type AccountPart, type Lists } from '../accounts/index.js';

/** The elevators and lifts of an account, for its copy. */
@Injectable()
export class OwnUnits implements AccountPart {
  constructor(
    private readonly database: Database,
    parts: AccountParts,
  ) {
    parts.add(this);
  }

  copy(accountId: string): Lists {
    return {
      conveyances: () =>
        this.database.query
          .selectFrom('conveyance.conveyance')
          .select(['number', 'stateRegistrationNumber', 'typeCode', 'buildingName', 'locationInBuilding', 'status', 'registeredAt'])
          .select(['ownerName', 'ownerEmail', 'ownerPhone', 'ownerAddress'])
          .where('ownerAccountId', '=', accountId)
          .orderBy('number')
          .execute(),
    };
  }
}
