import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { difference } from '../../platform/audit/difference.js';
import { Database } from '../../platform/database/database.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { Events } from '../../platform/events/events.js';
import { requireVersion, type ExpectedVersion } from '../../platform/http/etag.js';
import { Addresses, BusinessCalendar } from '../city/index.js';
import { RecordsService } from '../records/index.js';
import { CertificatesService } from './certificate/certificates.service.js';
import { ConveyanceCatalogue } from './conveyance-catalogue.js';
import { detailProblems, factsFrom, toDay } from './conveyance-details.rules.js';
import { ConveyanceRegistrationService, placeInWords, searchTextOf } from './conveyance-registration.service.js';
import type { Conveyance } from './conveyance.entity.js';
import { ConveyanceShell } from './conveyance-shell.js';
import type { ConveyanceOwnerRequest, TransferConveyanceRequest, UpdateConveyanceRequest } from './conveyances.dto.js';
import { ConveyanceTransferred } from './conveyances.events.js';
import { CyclesService } from './cycle/cycles.service.js';
import { MaintenanceContractors } from './maintenance-contractors.js';

/** What staff put right about a unit, and to whom they give it. */
@Injectable()
export class ConveyanceChangesService {
  constructor(
    private readonly database: Database,
    private readonly addresses: Addresses,
    private readonly records: RecordsService,
    private readonly registration: ConveyanceRegistrationService,
    private readonly maintenance: MaintenanceContractors,
    private readonly certificates: CertificatesService,
    private readonly catalogue: ConveyanceCatalogue,
    private readonly shell: ConveyanceShell,
    private readonly cycles: CyclesService,
    private readonly calendar: BusinessCalendar,
    private readonly events: Events,
    private readonly audit: AuditLog,
  ) {}

  /** Whatever was wrong: the cycle, its tests and its date, the record and the certificate on display follow. */
  update(number: string, request: UpdateConveyanceRequest, version?: ExpectedVersion): Promise<string> {
    return this.change(number, 'conveyance.update', version, (unit) => this.apply(unit, request));
  }

  transfer(number: string, { owner, reason }: TransferConveyanceRequest): Promise<string> {
    return this.change(number, 'conveyance.transfer', undefined, (unit) => this.giveTo(unit, owner), { reason: reason ?? null });
  }

  /** For a unit whose turn it is. */
  async apply(unit: Conveyance, request: UpdateConveyanceRequest): Promise<void> {
    unit.requireKept('changed');
    const problems = detailProblems(request, this.catalogue, this.calendar.today());
    const named = request.maintenanceContractor ? await this.maintenance.find(request.maintenanceContractor) : null;
    problems.push(...(named?.problems ?? []));
    if (problems.length > 0) throw new InvalidInput(problems);

    const address = request.address && (await this.addresses.matched(request.address));
    const facts = factsFrom(request);
    if (facts.stateRegistrationNumber) await this.registration.holdStateNumber(facts.stateRegistrationNumber, unit.recordId);
    Object.assign(unit, facts);
    if (request.ownerName !== undefined) unit.ownerName = request.ownerName;
    if (request.ownerPhone !== undefined) unit.ownerPhone = request.ownerPhone;
    const end = toDay(request.certificateExpiresOn);
    const isSame = end !== null && unit.certificateExpiresOn?.equals(end);
    if (request.certificateExpiresOn !== undefined && !isSame) unit.setCertificateEnd(end);
    if (request.maintenanceContractor !== undefined) await this.maintenance.change(unit, named?.contractor ?? null);
    await this.records.update(unit.recordId, {
      typeCode: unit.typeCode,
      typeName: this.catalogue.typeName(unit.typeCode),
      description: placeInWords({ buildingName: unit.buildingName ?? null, locationInBuilding: unit.locationInBuilding ?? null }),
      searchText: searchTextOf({ stateRegistrationNumber: unit.stateRegistrationNumber, buildingName: unit.buildingName ?? null }),
      ...(address ? { address: { ...address } } : {}),
    });
    await this.certificates.reissueIfWrong(unit);
    await this.shell.tell(unit, 'updated', 'The city put right what is on file');
    await this.cycles.follow(unit);
  }

  /** For a unit whose turn it is. */
  async giveTo(unit: Conveyance, request: ConveyanceOwnerRequest): Promise<void> {
    unit.requireKept('transferred');
    const [owner] = await this.registration.ownersOf([request]);
    const fromAccountId = unit.ownerAccountId;
    await this.registration.handOver(unit, owner);
    if (fromAccountId === owner.accountId) return;
    await this.shell.tell(unit, 'transferred', 'The unit has another owner');
    const { recordId, number } = unit;
    this.events.publish(new ConveyanceTransferred({ recordId, number, fromAccountId, toAccountId: owner.accountId }));
  }

  /** What a list says anew of a unit, in the caller's transaction; refused before anything is written. */
  async load(recordId: string, request: UpdateConveyanceRequest, owner: ConveyanceOwnerRequest | null): Promise<void> {
    const unit = (await this.shell.takeById(recordId))!;
    await this.audited(unit, 'conveyance.update', {}, async () => {
      if (Object.keys(request).length > 0) await this.apply(unit, request);
      if (owner) await this.giveTo(unit, owner);
    });
  }

  private change(
    number: string,
    action: string,
    version: ExpectedVersion,
    apply: (unit: Conveyance) => Promise<void>,
    given: Record<string, unknown> = {},
  ): Promise<string> {
    return this.database.transaction(async () => {
      const unit = await this.shell.take(number);
      requireVersion(unit.version, version);
      await this.audited(unit, action, given, () => apply(unit));
      return unit.recordId;
    });
  }

  private async audited(unit: Conveyance, action: string, given: Record<string, unknown>, apply: () => Promise<void>): Promise<void> {
    const before = await this.snapshot(unit);
    await apply();
    await this.database.flush();
    const changed = difference(before, await this.snapshot(unit));
    const after = { ...changed.after, ...given };
    await this.audit.record({ action, subject: unit.number, recordId: unit.recordId, before: changed.before, after });
  }

  /** The owner's mailbox is left out: the audit trail is kept for ever. */
  private async snapshot({
    importedLine: _line,
    ownerEmail: _email,
    nextLookOn: _look,
    version: _version,
    ...unit
  }: Conveyance): Promise<Record<string, unknown>> {
    const { address } = (await this.records.byId(unit.recordId))!;
    const fields = Object.entries(unit as Record<string, unknown>).filter(([, value]) => typeof value !== 'function');
    return JSON.parse(JSON.stringify({ ...Object.fromEntries(fields), address })) as Record<string, unknown>;
  }
}
