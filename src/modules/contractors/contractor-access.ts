import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
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
    const row = await this.database.row(sql<{ recordId: string; number: string; role: MemberRole | null }>`
      select c.record_id, c.number, a.role
      from contractors.contractor c
      left join contractors.contractor_account a on a.record_id = c.record_id and a.account_id = ${principal.accountId}
      where c.number = ${normalRecordNumber(number) ?? number}`);
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
