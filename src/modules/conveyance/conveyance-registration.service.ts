import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { Database } from '../../platform/database/database.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { Events } from '../../platform/events/events.js';
import { Clock } from '../../platform/time/clock.js';
import { AccountsService } from '../accounts/index.js';
import { Addresses, BusinessCalendar, CityProfile } from '../city/index.js';
import { RecordsService, type AddressValue } from '../records/index.js';
import { ConveyanceCatalogue } from './conveyance-catalogue.js';
import { detailProblems, factsFrom, NOTHING_KNOWN, toDay } from './conveyance-details.rules.js';
import { Conveyance, type ConveyanceFacts, type ConveyanceOwner } from './conveyance.entity.js';
import { ConveyanceShell } from './conveyance-shell.js';
import { CONVEYANCE_STATUS_LABELS } from './conveyance.status.js';
import type { ConveyanceOwnerRequest, RegisterConveyanceRequest } from './conveyances.dto.js';
import { StateNumberTaken } from './conveyances.errors.js';
import { ConveyanceRegistered } from './conveyances.events.js';
import { CyclesService } from './cycle/cycles.service.js';
import { MaintenanceContractors } from './maintenance-contractors.js';

/** Why the owner's account is party to a unit. */
const OWNER_SOURCE = 'conveyance-owner';

/** Puts units on file, each with its record, its owner's account and its first cycle. */
@Injectable()
export class ConveyanceRegistrationService {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly accounts: AccountsService,
    private readonly addresses: Addresses,
    private readonly records: RecordsService,
    private readonly maintenance: MaintenanceContractors,
    private readonly catalogue: ConveyanceCatalogue,
    private readonly shell: ConveyanceShell,
    private readonly cycles: CyclesService,
    private readonly profile: CityProfile,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly events: Events,
  ) {}

  /** @param listed the line of the list it came with, to know later what the list has changed */
  async register(request: RegisterConveyanceRequest, listed: Record<string, string> | null = null): Promise<string> {
    const problems = detailProblems(request, this.catalogue, this.calendar.today());
    return this.database.transaction(async () => {
      const named = request.maintenanceContractor ? await this.maintenance.find(request.maintenanceContractor) : null;
      problems.push(...(named?.problems ?? []));
      if (problems.length > 0) throw new InvalidInput(problems);
      const address = await this.addresses.matched(request.address);
      await this.holdStateNumber(request.stateRegistrationNumber);
      const facts = { ...NOTHING_KNOWN, ...factsFrom(request) } as ConveyanceFacts;
      const owner = await this.ownerOf(request.owner);
      const unit = await this.open(facts, address, owner);
      unit.importedLine = listed;
      unit.setCertificateEnd(toDay(request.certificateExpiresOn));
      this.em.persist(unit);
      await this.database.flush();
      await this.records.addParty(unit.recordId, owner.accountId, 'owner', OWNER_SOURCE);
      if (named?.contractor) await this.maintenance.change(unit, named.contractor);
      const { recordId, number } = unit;
      await this.shell.tell(unit, 'registered', `${this.catalogue.typeName(unit.typeCode)} registered`, 'public');
      this.events.publish(new ConveyanceRegistered({ recordId, number, ownerAccountId: owner.accountId, listed: listed !== null }));
      await this.cycles.follow(unit);
      await this.audit.record({
        action: 'conveyance.register',
        subject: number,
        recordId,
        after: { stateRegistrationNumber: unit.stateRegistrationNumber, type: unit.typeCode, ownerAccountId: owner.accountId },
      });
      await this.database.flush();
      return recordId;
    });
  }

  /** Refuses a number of the state that another unit has. Two clerks with the same number take turns. */
  async holdStateNumber(stateNumber: string, ownRecordId: string | null = null): Promise<void> {
    const key = stateKeyOf(stateNumber);
    await this.database.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`conveyance:${key}`}, 0))`);
    const present = await this.database.row(sql<{ number: string }>`
      select number from conveyance.conveyance where state_key = ${key} and record_id is distinct from ${ownRecordId}::uuid`);
    if (present) throw new StateNumberTaken(stateNumber, present.number);
  }

  async ownerOf({ name, email, phone }: ConveyanceOwnerRequest): Promise<ConveyanceOwner> {
    const { accountId } = await this.accounts.createResidentAccount({ email, name, phone });
    return { accountId, name: name.trim(), email: email.trim(), phone: phone ?? null };
  }

  /** The unit gets an owner; whoever had it before is party to it no longer. */
  async handOver(unit: Conveyance, owner: ConveyanceOwner): Promise<void> {
    const former = unit.ownerAccountId;
    unit.belongTo(owner);
    if (former === owner.accountId) return;
    await this.records.dismissOwner(unit.recordId, unit.number, former);
    await this.records.addParty(unit.recordId, owner.accountId, 'owner', OWNER_SOURCE);
  }

  private async open(facts: ConveyanceFacts, address: AddressValue, owner: ConveyanceOwner): Promise<Conveyance> {
    const record = await this.records.open({
      kind: 'license',
      prefix: this.profile.recordPrefixes.conveyance,
      typeCode: facts.typeCode,
      typeName: this.catalogue.typeName(facts.typeCode),
      status: 'pending',
      statusLabel: CONVEYANCE_STATUS_LABELS.pending,
      address,
      description: placeInWords(facts),
      isPublic: true,
      nextStep: { actor: 'none', label: 'The city registers the unit' },
      searchText: searchTextOf(facts),
    });
    return Conveyance.register(record, facts, owner, this.clock.now());
  }
}

/** What tells two state numbers apart. */
export function stateKeyOf(stateNumber: string): string {
  return stateNumber.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
}

/** `Demo Tower, east lobby` */
export function placeInWords({
  buildingName,
  locationInBuilding,
}: Pick<ConveyanceFacts, 'buildingName' | 'locationInBuilding'>): string | null {
  return [buildingName, locationInBuilding].filter(Boolean).join(', ') || null;
}

export function searchTextOf(facts: Pick<ConveyanceFacts, 'stateRegistrationNumber' | 'buildingName'>): string {
  return [facts.stateRegistrationNumber, facts.buildingName].filter(Boolean).join(' ');
}
