import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/audit-log.js';
import { difference } from '../../platform/audit/difference.js';
import { Database } from '../../platform/database/database.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { requireVersion, type ExpectedVersion } from '../../platform/http/etag.js';
import { Addresses, BusinessCalendar } from '../city/index.js';
import { CaseFiles, Lifecycle, RecordsService } from '../records/index.js';
import { CertificatesService } from './certificate/certificates.service.js';
import { ConveyanceCatalogue } from './conveyance-catalogue.js';
import { toDay } from '../../platform/time/to-day.js';
import { detailProblems, factsFrom } from './conveyance-details.rules.js';
import { ConveyanceRegistrationService, placeInWords, searchTextOf } from './conveyance-registration.service.js';
import { line, type Conveyance } from './conveyance.entity.js';
import { CONVEYANCE_FILE } from './conveyance.record-type.js';
import type { ConveyanceOwnerRequest, TransferConveyanceRequest, UpdateConveyanceRequest } from './conveyance-requests.dto.js';
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
    private readonly files: CaseFiles,
    private readonly lifecycle: Lifecycle,
    private readonly cycles: CyclesService,
    private readonly calendar: BusinessCalendar,
    private readonly audit: AuditLog,
  ) {}

  /** Whatever was wrong: the cycle, its tests and its date, the record and the certificate on display follow. */
  update(number: string, request: UpdateConveyanceRequest, version?: ExpectedVersion): Promise<string> {
    return this.change(number, 'conveyance.update', version, (unit) => this.apply(unit, request));
  }

  transfer(number: string, { owner, reason }: TransferConveyanceRequest): Promise<string> {
    return this.change(number, 'conveyance.transfer', undefined, (unit) => this.giveTo(unit, owner), { reason: reason ?? null });
  }

  /** For a unit that is locked. */
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
    if (request.certificateExpiresOn !== undefined && !isSame) await this.lifecycle.make(unit.setCertificateEnd(end));
    if (request.maintenanceContractor !== undefined) await this.maintenance.change(unit, named?.contractor ?? null);
    await this.records.update(unit.recordId, {
      typeCode: unit.typeCode,
      typeName: this.catalogue.typeName(unit.typeCode),
      description: placeInWords(unit),
      searchText: searchTextOf(unit),
      ...(address ? { address: { ...address } } : {}),
    });
    await this.certificates.reissueIfWrong(unit);
    await this.records.tell(unit.recordId, line('updated', 'The city corrected what is on file'));
    await this.cycles.follow(unit);
  }

  /** For a unit that is locked. */
  async giveTo(unit: Conveyance, request: ConveyanceOwnerRequest): Promise<void> {
    unit.requireKept('transferred');
    const [owner] = await this.registration.ownersOf([request]);
    await this.registration.handOver(unit, owner!);
  }

  /** What a list says anew of a unit, in the caller's transaction; refused before anything is written. */
  async load(recordId: string, request: UpdateConveyanceRequest, owner: ConveyanceOwnerRequest | null): Promise<void> {
    const unit = (await this.files.lockForUpdate(CONVEYANCE_FILE, recordId))!;
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
      const unit = await this.files.lockByNumber(CONVEYANCE_FILE, number);
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

  /** The owner's mailbox and postal address are left out: the audit trail is kept for ever. */
  private async snapshot({
    importedLine: _line,
    ownerEmail: _email,
    ownerAddress: _ownerAddress,
    nextLookOn: _look,
    version: _version,
    ...unit
  }: Conveyance): Promise<Record<string, unknown>> {
    const { address } = (await this.records.byId(unit.recordId))!;
    const fields = Object.entries(unit as Record<string, unknown>).filter(([, value]) => typeof value !== 'function');
    return JSON.parse(JSON.stringify({ ...Object.fromEntries(fields), address })) as Record<string, unknown>;
  }
}
