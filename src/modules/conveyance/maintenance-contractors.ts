import { Injectable } from '@nestjs/common';
import type { FieldError } from '../../platform/errors/domain-error.js';
import { ContractorsService, type ContractorStanding } from '../contractors/index.js';
import { RecordsService } from '../records/index.js';
import { ConveyanceCatalogue } from './conveyance-catalogue.js';
import type { Conveyance } from './conveyance.entity.js';

/** Why a contractor's accounts are party to a unit. */
const SOURCE = 'maintenance-contractor';

/** Who maintains a unit, and books its inspections for the owner. */
@Injectable()
export class MaintenanceContractors {
  constructor(
    private readonly contractors: ContractorsService,
    private readonly records: RecordsService,
    private readonly catalogue: ConveyanceCatalogue,
  ) {}

  /** The contractor that a number names, or what is wrong with naming it. */
  async find(number: string): Promise<{ contractor: ContractorStanding | null; problems: FieldError[] }> {
    const contractor = await this.contractors.byNumber(number);
    const pointer = '/maintenanceContractor';
    if (!contractor) return { contractor, problems: [{ pointer, detail: `is no contractor of this city: ${number}` }] };
    if (contractor.classes.includes(this.catalogue.contractorClass)) return { contractor, problems: [] };
    const detail = `must be registered in the class ${this.catalogue.contractorClass}; ${contractor.businessName} is not`;
    return { contractor, problems: [{ pointer, detail }] };
  }

  async change(unit: Conveyance, contractor: ContractorStanding | null): Promise<void> {
    if ((unit.contractorRecordId ?? null) === (contractor?.recordId ?? null)) return;
    const former = unit.contractorRecordId ? await this.contractors.byRecordId(unit.contractorRecordId) : null;
    for (const accountId of former?.accountIds ?? []) await this.records.removeParty(unit.recordId, accountId, SOURCE);
    for (const accountId of contractor?.accountIds ?? []) await this.records.addParty(unit.recordId, accountId, 'linked', SOURCE);
    unit.contractorRecordId = contractor?.recordId ?? null;
    await this.records.update(unit.recordId, { contractorName: contractor?.businessName ?? null });
  }
}
