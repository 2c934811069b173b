import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/audit-log.js';
import type { Principal, StaffRole } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { RecordsService } from '../../records/index.js';
import { NumbersOfAnother } from '../business-registration.errors.js';
import type { BusinessConfidentialDto } from '../business-registrations.dto.js';
import { BusinessRows } from '../business-rows.js';
import { TaxNumbers } from './tax-numbers.service.js';

/** Whose work needs the numbers. */
const ROLES: readonly StaffRole[] = ['permit-technician', 'administrator'];

/** Shows tax numbers in full, and keeps who looked; the numbers themselves are in no log. */
@Injectable()
export class ConfidentialService {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly rows: BusinessRows,
    private readonly taxNumbers: TaxNumbers,
    private readonly audit: AuditLog,
  ) {}

  async show(principal: Principal, number: string): Promise<BusinessConfidentialDto> {
    return this.database.transaction(async () => {
      const { record, relation } = await this.records.requireParty(principal, number);
      await this.rows.of(record);
      const isStaff = relation === 'staff';
      if (isStaff ? !ROLES.some((role) => principal.roles.includes(role)) : relation !== 'owner') throw new NumbersOfAnother(record.number);
      const { fein, ibt } = await this.taxNumbers.open(record.id, isStaff ? undefined : principal.accountId);
      await this.audit.record({
        action: 'business-registration.read-confidential',
        subject: record.number,
        recordId: record.id,
        after: { shown: [...(fein ? ['fein'] : []), ...(ibt ? ['ibt'] : [])] },
      });
      return { fein: fein ?? null, ibt: ibt ?? null };
    });
  }
}
