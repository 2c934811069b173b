import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { normalRecordNumber, RecordNotFound, RecordsService } from '../records/index.js';
import type { MemberRole } from './contractor.status.js';
import { ContractorNotFound, ManagersOnly } from './contractors.errors.js';

export interface ContractorStandpoint {
  recordId: string;
  number: string;
  /** What the asker is for the contractor. */
  as: MemberRole | 'staff';
}

/** What an account may do for a contractor; to strangers it is not there. */
@Injectable()
export class ContractorAccess {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
  ) {}

  /** For those who show the registration to a person: to those who act for it, whose look is noted, and to staff. */
  async look(principal: Principal, number: string): Promise<{ recordId: string; as: 'owner' | 'staff' }> {
    const { record, relation } = await this.records.look(principal, number).catch((error: unknown) => {
      throw error instanceof RecordNotFound ? new ContractorNotFound(number) : error;
    });
    // Who only typed its number sees what everyone sees.
    if (relation !== 'owner' && relation !== 'staff') throw new ContractorNotFound(number);
    return { recordId: record.id, as: relation };
  }

  /** For those who act for the contractor, and permit technicians. */
  async require(principal: Principal, number: string): Promise<ContractorStandpoint> {
    const row = await this.database.query
      .selectFrom('contractors.contractor as c')
      .leftJoin('contractors.contractor_account as a', (own) =>
        own.onRef('a.recordId', '=', 'c.recordId').on('a.accountId', '=', principal.accountId),
      )
      .select(['c.recordId', 'c.number', 'a.role'])
      .where('c.number', '=', normalRecordNumber(number) ?? number)
      .executeTakeFirst();
    const as = row?.role ?? (principal.roles.includes('permit-technician') ? 'staff' : null);
    if (!row || !as) throw new ContractorNotFound(number);
    return { recordId: row.recordId, number: row.number, as };
  }

  /** For the contractor's managers, and permit technicians. */
  async requireManager(principal: Principal, number: string): Promise<ContractorStandpoint> {
    const standpoint = await this.require(principal, number);
    if (standpoint.as === 'member') throw new ManagersOnly(standpoint.number);
    return standpoint;
  }

  /** For the contractor's managers alone: what is theirs to say, not the city's. */
  async requireOwnManager(principal: Principal, number: string): Promise<ContractorStandpoint> {
    const standpoint = await this.requireManager(principal, number);
    if (standpoint.as === 'staff') throw new ManagersOnly(standpoint.number);
    return standpoint;
  }
}
