import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { toDay } from '../../platform/time/to-day.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { Clock } from '../../platform/time/clock.js';
import { AccountsService } from '../accounts/index.js';
import { Addresses, BusinessCalendar, CityProfile } from '../city/index.js';
import type { ContractorStanding } from '../contractors/index.js';
import { Lifecycle, RecordsService, type AddressValue, type OpenRecord } from '../records/index.js';
import { ConveyanceCatalogue } from './conveyance-catalogue.js';
import { detailProblems, factsFrom } from './conveyance-details.rules.js';
import { Conveyance, type ConveyanceOwner, type KnownFacts } from './conveyance.entity.js';
import { CONVEYANCE } from './conveyance.record-type.js';
import { CONVEYANCE_STATUS_LABELS } from './conveyance.status.js';
import type { ConveyanceOwnerRequest, RegisterConveyanceRequest } from './conveyance-requests.dto.js';
import { StateNumberTaken } from './conveyances.errors.js';
import { CyclesService } from './cycle/cycles.service.js';
import { MaintenanceContractors } from './maintenance-contractors.js';

/** Why the owner's account is party to a unit. */
const OWNER_SOURCE = 'conveyance-owner';

/** A unit that can be put on file. */
export interface CheckedConveyance {
  facts: KnownFacts;
  address: AddressValue;
  owner: ConveyanceOwnerRequest;
  certificateEnd: Temporal.PlainDate | null;
  contractor: ContractorStanding | null;
  listed: Record<string, string> | null;
}

/** Puts units on file, each with its record, its owner's account and its first cycle. */
@Injectable()
export class ConveyanceRegistrationService {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly accounts: AccountsService,
    private readonly addresses: Addresses,
    private readonly records: RecordsService,
    private readonly lifecycle: Lifecycle,
    private readonly maintenance: MaintenanceContractors,
    private readonly catalogue: ConveyanceCatalogue,
    private readonly cycles: CyclesService,
    private readonly profile: CityProfile,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
  ) {}

  async register(request: RegisterConveyanceRequest): Promise<string> {
    return this.database.transaction(async () => {
      const checked = await this.check(request);
      await this.holdStateNumber(request.stateRegistrationNumber);
      const [unit] = await this.putOnFile([checked]);
      return unit!.recordId;
    });
  }

  /**
   * Refuses a request with which something is wrong; writes nothing.
   *
   * @param listed the line of the list it came with, to know later what the list has changed
   */
  async check(request: RegisterConveyanceRequest, listed: Record<string, string> | null = null): Promise<CheckedConveyance> {
    const problems = detailProblems(request, this.catalogue, this.calendar.today());
    const named = request.maintenanceContractor ? await this.maintenance.find(request.maintenanceContractor) : null;
    problems.push(...(named?.problems ?? []));
    if (problems.length > 0) throw new InvalidInput(problems);
    const facts = factsFrom(request) as KnownFacts;
    const address = await this.addresses.matched(request.address);
    const { owner, certificateExpiresOn } = request;
    return { facts, address, owner, certificateEnd: toDay(certificateExpiresOn), contractor: named?.contractor ?? null, listed };
  }

  /** In the open transaction, which holds their state numbers. Many at once take hardly more statements than one. */
  async putOnFile(checked: CheckedConveyance[]): Promise<Conveyance[]> {
    if (checked.length === 0) return [];
    const owners = await this.ownersOf(checked.map(({ owner }) => owner));
    const records = await this.records.openAll(
      this.profile.recordPrefixes.conveyance,
      checked.map((each) => this.recordOf(each)),
    );
    const units = checked.map(({ facts, contractor, listed }, index) => {
      const unit = Conveyance.register(records[index]!, facts, owners[index]!, this.clock.now());
      unit.importedLine = listed;
      unit.contractorRecordId = contractor?.recordId ?? null;
      return unit;
    });
    for (const unit of units) this.em.persist(unit);
    await this.lifecycle.make(...units.map((unit, index) => unit.setCertificateEnd(checked[index]!.certificateEnd)));
    await this.database.flush();
    await this.records.addParties(
      units.flatMap(({ recordId, ownerAccountId: accountId }) =>
        accountId ? [{ recordId, accountId, relation: 'owner' as const, source: OWNER_SOURCE }] : [],
      ),
    );
    await this.maintenance.beginWith(units);
    await this.lifecycle.make(...units.map((unit) => unit.enter(this.catalogue.typeName(unit.typeCode))));
    await this.cycles.followAll(units);
    await this.database.flush();
    return units;
  }

  /** Refuses a number of the state that another unit has. */
  async holdStateNumber(stateNumber: string, ownRecordId: string | null = null): Promise<void> {
    await this.holdStateNumbers([stateNumber]);
    const units = this.database.query.selectFrom('conveyance.conveyance').select(['recordId', 'number']);
    const present = await units.where('stateKey', '=', stateKeyOf(stateNumber)).executeTakeFirst();
    if (present && present.recordId !== ownRecordId) throw new StateNumberTaken(stateNumber, present.number);
  }

  /** Two clerks with the same number of the state take turns. */
  async holdStateNumbers(stateNumbers: readonly string[]): Promise<void> {
    await this.database.execute(sql`
      select pg_advisory_xact_lock(hashtextextended('conveyance:' || key, 0))
      from (select distinct unnest(${stateNumbers.map(stateKeyOf)}::text[]) as key order by 1) keys`);
  }

  async ownersOf(requests: readonly ConveyanceOwnerRequest[]): Promise<ConveyanceOwner[]> {
    const reached = requests.flatMap(({ name, email, phone }) => (email ? [{ name, email, phone }] : []));
    const accountIds = (await this.accounts.createResidentAccounts(reached)).values();
    return requests.map(({ name, email, phone, address }) => ({
      accountId: email ? accountIds.next().value! : null,
      name: name.trim(),
      email: email?.trim() ?? null,
      phone: phone ?? null,
      address: address ?? null,
    }));
  }

  /** The unit gets an owner; whoever had it before is party to it no longer. */
  async handOver(unit: Conveyance, owner: ConveyanceOwner): Promise<void> {
    const former = unit.ownerAccountId;
    await this.lifecycle.make(unit.belongTo(owner));
    if (former === owner.accountId) return;
    if (former) await this.records.dismissOwner(unit.recordId, unit.number, former);
    if (owner.accountId) await this.records.addParty(unit.recordId, owner.accountId, 'owner', OWNER_SOURCE);
  }

  private recordOf({ facts, address, contractor }: CheckedConveyance): Omit<OpenRecord, 'prefix'> {
    return {
      kind: CONVEYANCE.kind,
      typeCode: facts.typeCode,
      typeName: this.catalogue.typeName(facts.typeCode),
      status: 'pending',
      statusLabel: CONVEYANCE_STATUS_LABELS.pending,
      address,
      description: placeInWords(facts),
      contractorName: contractor?.businessName ?? null,
      isPublic: true,
      outstanding: { items: [], otherwise: 'The city registers the unit' },
      searchText: searchTextOf(facts),
    };
  }
}

/** What tells two state numbers apart. */
export function stateKeyOf(stateNumber: string): string {
  return stateNumber.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
}

/** `Demo Tower, east lobby` */
export function placeInWords({ buildingName, locationInBuilding }: KnownFacts): string | null {
  return [buildingName, locationInBuilding].filter(Boolean).join(', ') || null;
}

export function searchTextOf(facts: KnownFacts): string {
  return [facts.stateRegistrationNumber, facts.buildingName].filter(Boolean).join(' ');
}
