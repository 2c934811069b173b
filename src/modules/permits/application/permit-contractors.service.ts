import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { Clock } from '../../../platform/time/clock.js';
import { ContractorsService, wasRegistered, type ContractorStanding } from '../../contractors/index.js';
import { CaseFiles, Lifecycle, normalRecordNumber, RecordsService } from '../../records/index.js';
import { PermitHoldsService } from '../issuance/permit-holds.service.js';
import { PermitIssuanceService } from '../issuance/permit-issuance.service.js';
import { NamedContractor } from '../named-contractor.entity.js';
import type { Permit } from '../permit.entity.js';
import { PERMIT_FILE } from '../permit.record-type.js';
import { ContractorNotNamed } from '../permits.errors.js';

/** Why an account of a contractor is party to a permit. */
const NAMED = 'named-contractor';

/** The contractors named on a permit: told at once, party to it, and free to say that it is not their job. */
@Injectable()
export class PermitContractorsService {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly files: CaseFiles,
    private readonly lifecycle: Lifecycle,
    private readonly issuance: PermitIssuanceService,
    private readonly holds: PermitHoldsService,
    private readonly contractors: ContractorsService,
    private readonly records: RecordsService,
    private readonly clock: Clock,
  ) {}

  /** The contractors behind the numbers an applicant typed; each unknown one is refused by its place in the list. */
  async find(numbers: readonly string[]): Promise<ContractorStanding[]> {
    const found = (await this.contractors.byNumbers([...numbers])).filter(({ status }) => wasRegistered(status));
    const known = new Set(found.map(({ number }) => number));
    const unknown = numbers.flatMap((number, index) =>
      known.has(normalRecordNumber(number) ?? '')
        ? []
        : [{ pointer: `/contractorNumbers/${index}`, detail: `is not the number of a registered contractor: ${number}` }],
    );
    if (unknown.length > 0) throw new InvalidInput(unknown);
    return found;
  }

  /** Makes these the contractors of the permit: the new ones become party and are told, the others leave it. */
  async name(permit: Permit, found: readonly ContractorStanding[]): Promise<void> {
    const ids = found.map(({ recordId }) => recordId);
    await this.contractors.keepStill(ids);
    const now = new Map((await this.contractors.byRecordIds(ids)).map((standing) => [standing.recordId, standing]));
    const wanted = ids.map((id) => now.get(id)!);
    const present = await this.em.find(NamedContractor, { recordId: permit.recordId });
    this.refuseDisavowed(present, wanted);
    const leaving = present.filter((named) => !named.disavowedAt && !wanted.some(({ number }) => number === named.contractorNumber));
    await this.removeParties(permit, leaving, wanted);
    for (const named of leaving) this.em.remove(named);
    await this.lifecycle.make(...leaving.map(({ contractorNumber }) => permit.dropContractor(contractorNumber)));
    for (const standing of wanted) {
      if (!present.some((named) => named.contractorNumber === standing.number)) await this.add(permit, standing);
    }
    await this.database.flush();
    await this.showName(permit, wanted[0]);
  }

  /** A contractor says: I am not on this job. Their name meets no requirement from now on. */
  async disavow(principal: Principal, number: string): Promise<void> {
    await this.database.transaction(async () => {
      const { record } = await this.records.access(principal, number);
      const permit = await this.files.lockOf(PERMIT_FILE, record);
      const named = await this.em.find(NamedContractor, { recordId: permit.recordId, disavowedAt: null });
      const mine = new Set((await this.contractors.forAccount(principal.accountId)).map((standing) => standing.number));
      const leaving = named.filter((each) => mine.has(each.contractorNumber));
      if (leaving.length === 0) throw new ContractorNotNamed(record.number);
      permit.require('disavow');

      const staying = named.filter((each) => !leaving.includes(each)).map((each) => each.contractorNumber);
      const standings = await this.contractors.byNumbers(staying);
      await this.removeParties(permit, leaving, standings);
      for (const each of leaving) each.disavow(this.clock.now());
      await this.lifecycle.make(...leaving.map(({ contractorNumber }) => permit.disavow(contractorNumber)));
      await this.database.flush();
      await this.showName(permit, standings[0]);
      await (permit.status === 'issued' ? this.holds.followLocked(permit) : this.issuance.advanceLocked(permit));
    });
  }

  /** Whoever acts for a named contractor is party to the permit, and nobody else for that reason. */
  async followMembers(recordId: string): Promise<void> {
    await this.database.transaction(async () => {
      const permit = await this.files.lockForUpdate(PERMIT_FILE, recordId);
      if (!permit) return;
      const named = await this.em.find(NamedContractor, { recordId, disavowedAt: null });
      const standings = await this.contractors.byNumbers(named.map(({ contractorNumber }) => contractorNumber));
      const acting = new Set(standings.flatMap(({ accountIds }) => accountIds));
      const present = (await this.records.parties(recordId)).filter(({ source }) => source === NAMED).map(({ accountId }) => accountId);
      for (const accountId of present) if (!acting.has(accountId)) await this.records.removeParty(recordId, accountId, NAMED);
      for (const accountId of acting) if (!present.includes(accountId)) await this.records.addParty(recordId, accountId, 'owner', NAMED);
    });
  }

  private refuseDisavowed(present: NamedContractor[], wanted: readonly ContractorStanding[]): void {
    const refused = wanted.flatMap(({ number }, index) =>
      present.some((named) => named.contractorNumber === number && named.disavowedAt)
        ? [{ pointer: `/contractorNumbers/${index}`, detail: `has said that this is not their job: ${number}` }]
        : [],
    );
    if (refused.length > 0) throw new InvalidInput(refused);
  }

  private async add(
    permit: Permit,
    { number: contractorNumber, recordId: contractorRecordId, businessName, accountIds }: ContractorStanding,
  ): Promise<void> {
    const { recordId } = permit;
    this.em.persist(this.em.create(NamedContractor, { recordId, contractorNumber, contractorRecordId, namedAt: this.clock.now() }));
    for (const accountId of accountIds) await this.records.addParty(recordId, accountId, 'owner', NAMED);
    await this.lifecycle.make(permit.nameContractor(contractorNumber, contractorRecordId, businessName));
  }

  /** An account that acts for another contractor who stays, stays too. */
  private async removeParties(permit: Permit, leaving: NamedContractor[], staying: readonly ContractorStanding[]): Promise<void> {
    const kept = new Set(staying.flatMap((standing) => standing.accountIds));
    const standings = await this.contractors.byNumbers(leaving.map((named) => named.contractorNumber));
    for (const accountId of new Set(standings.flatMap((standing) => standing.accountIds))) {
      if (!kept.has(accountId)) await this.records.removeParty(permit.recordId, accountId, NAMED);
    }
  }

  /** Everyone may see which contractor a permit names. */
  private async showName(permit: Permit, first: ContractorStanding | undefined): Promise<void> {
    await this.records.update(permit.recordId, { contractorName: first?.businessName ?? null });
  }
}
