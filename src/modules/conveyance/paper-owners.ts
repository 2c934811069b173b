import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { AddressValue } from '../records/index.js';

/** Owners who have no e-mail address. */
@Injectable()
export class PaperOwners {
  constructor(private readonly database: Database) {}

  /** Whom the city writes to on paper about a unit, and where; null when its owner has an account. */
  async of(recordId: string): Promise<{ name: string; postalAddress: string } | null> {
    const unit = await this.database.query
      .selectFrom('conveyance.conveyance')
      .select(['ownerName', 'ownerAddress'])
      .where('recordId', '=', recordId)
      .where('ownerAccountId', 'is', null)
      .executeTakeFirst();
    return unit ? { name: unit.ownerName, postalAddress: onOneLine(unit.ownerAddress as AddressValue) } : null;
  }
}

function onOneLine({ line1, line2, city, state, zip }: AddressValue): string {
  return [line1, line2, city, `${state} ${zip}`].filter(Boolean).join(', ');
}
