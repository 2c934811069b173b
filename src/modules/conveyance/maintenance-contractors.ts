import { Injectable } from '@nestjs/common';
import type { FieldError } from '../../platform/errors/domain-error.js';
import { ContractorsService, wasRegistered, type ContractorStanding } from '../contractors/index.js';
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
    if (!contractor || !wasRegistered(contractor.status)) {
      return { contractor: null, problems: [{ pointer, detail: `is no contractor of this city: ${number}` }] };
    }
    if (contractor.status === 'revoked') {
      return {
        contractor,
        problems: [{ pointer, detail: `must not be a contractor whose registration was revoked: ${contractor.number}` }],
      };
    }
    if (contractor.classes.includes(this.catalogue.contractorClass)) return { contractor, problems: [] };
    const detail = `must be registered in the class ${this.catalogue.contractorClass}; ${contractor.businessName} is not`;
    return { contractor, problems: [{ pointer, detail }] };
  }

  async change(unit: Conveyance, contractor: ContractorStanding | null): Promise<void> {
    if ((unit.contractorRecordId ?? null) === (contractor?.recordId ?? null)) return;
    unit.contractorRecordId = contractor?.recordId ?? null;
    await this.follow(unit);
    await this.records.update(unit.recordId, { contractorName: contractor?.businessName ?? null });
  }

  /** New units get the contractors that they came with; whoever acts for one becomes party to its units. */
  async beginWith(units: readonly Conveyance[]): Promise<void> {
    const contractorIds = [...new Set(units.flatMap(({ contractorRecordId }) => contractorRecordId ?? []))];
    if (contractorIds.length === 0) return;
    await this.contractors.keepStill(contractorIds);
    const contractors = await this.contractors.byRecordIds(contractorIds);
    const acting = new Map(contractors.map(({ recordId, accountIds }) => [recordId, accountIds]));
    await this.records.addParties(
      units.flatMap(({ recordId, contractorRecordId }) =>
        (acting.get(contractorRecordId ?? '') ?? []).map((accountId) => ({
          recordId,
          accountId,
          relation: 'linked' as const,
          source: SOURCE,
        })),
      ),
    );
  }

  /** Whoever acts for the unit's contractor is party to it, and nobody else for that reason. */
  async follow(unit: Conveyance): Promise<void> {
    const { recordId, contractorRecordId } = unit;
    if (contractorRecordId) await this.contractors.keepStill([contractorRecordId]);
    const contractor = contractorRecordId ? await this.contractors.byRecordId(contractorRecordId) : null;
    const acting = contractor?.accountIds ?? [];
    const present = (await this.records.parties(recordId)).filter(({ source }) => source === SOURCE).map(({ accountId }) => accountId);
    for (const accountId of present) if (!acting.includes(accountId)) await this.records.removeParty(recordId, accountId, SOURCE);
    for (const accountId of acting) if (!present.includes(accountId)) await this.records.addParty(recordId, accountId, 'linked', SOURCE);
  }
}
