import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { toInstant } from '../../platform/database/types.js';
import { page, readCursor } from '../../platform/http/paging.js';
import { BusinessCalendar } from '../city/index.js';
import { ContractorsService } from '../contractors/index.js';
import { normalRecordNumber, RecordsService, toNextStepDto, type RecordSummary } from '../records/index.js';
import { CertificatesService } from './certificate/certificates.service.js';
import { ConveyanceCatalogue } from './conveyance-catalogue.js';
import { stateKeyOf } from './conveyance-registration.service.js';
import { CONVEYANCE_STATUS_LABELS, IN_FORCE, type ConveyanceStatus } from './conveyance.status.js';
import type {
  ConveyanceCycleDto,
  ConveyanceDto,
  ConveyanceListQuery,
  ConveyanceSummaryDto,
  ConveyanceSummaryPageDto,
  ConveyanceVocabularyDto,
  MissingForCertificateDto,
  OverdueConveyancePageDto,
  OverdueQuery,
} from './conveyances.dto.js';
import { ConveyanceNotFound } from './conveyances.errors.js';
import { CONVEYANCE_COLUMNS, type ConveyanceRow } from './conveyance-rows.js';
import { CyclePictures } from './cycle/cycle-pictures.js';
import { daysOverdue } from './cycle/cycle.rules.js';
import { CycleStore, type OpenCycle } from './cycle/cycle.store.js';

@Injectable()
export class ConveyanceQueries {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly contractors: ContractorsService,
    private readonly catalogue: ConveyanceCatalogue,
    private readonly store: CycleStore,
    private readonly pictures: CyclePictures,
    private readonly certificates: CertificatesService,
    private readonly calendar: BusinessCalendar,
  ) {}

  vocabulary(): ConveyanceVocabularyDto {
    const { types, drives, inspections } = this.catalogue;
    return {
      types: types.map(({ code, name, tests }) => ({ code, name, tests: [...tests] })),
      drives: drives.map(({ code, name }) => ({ code, name })),
      inspections: inspections.map(({ code, name, intervalMonths }) => ({ kind: code, name, intervalMonths: intervalMonths ?? null })),
    };
  }

  /** For parties and staff. */
  async get(principal: Principal, number: string): Promise<ConveyanceDto> {
    const { record, relation } = await this.records.lookAsParty(principal, number);
    return this.toDto(record, relation === 'owner' || relation === 'staff');
  }

  /** For whoever has just changed it. */
  async changed(recordId: string): Promise<ConveyanceDto> {
    return this.toDto((await this.records.byId(recordId))!, true);
  }

  async list(query: ConveyanceListQuery): Promise<ConveyanceSummaryPageDto> {
    const { q, type, status, expiresBefore, cursor, limit } = query;
    const [after] = readCursor(cursor, 1) ?? [];
    const words = q?.trim();
    const rows = await this.database.rows(sql<ConveyanceRow>`
      select ${CONVEYANCE_COLUMNS} from conveyance.conveyance c
      where ${words ? matching(words) : sql`true`}
        ${type ? sql`and c.type_code = ${type}` : sql``} ${status ? sql`and c.status = ${status}` : sql``}
        ${expiresBefore ? sql`and c.certificate_expires_on < ${expiresBefore}::date` : sql``}
        ${after === undefined ? sql`` : sql`and c.number > ${String(after)}`}
      order by c.number limit ${limit + 1}`);
    const records = await this.recordsOf(rows.slice(0, limit));
    return page(
      rows,
      limit,
      ({ number }) => [number],
      (row) => this.toSummary(row, records.get(row.recordId)!),
    );
  }

  /** Who has been without a certificate for longest first. */
  async overdue({ minimumDays = 1, cursor, limit }: OverdueQuery): Promise<OverdueConveyancePageDto> {
    const today = this.calendar.today();
    const [day, id] = readCursor(cursor, 2) ?? [];
    const last = today.subtract({ days: minimumDays }).toString();
    const rows = await this.database.rows(sql<ConveyanceRow>`
      select ${CONVEYANCE_COLUMNS} from conveyance.conveyance c
      where c.status = 'overdue' and c.certificate_expires_on <= ${last}::date
        ${day === undefined ? sql`` : sql`and (c.certificate_expires_on, c.record_id) > (${String(day)}::date, ${String(id)}::uuid)`}
      order by c.certificate_expires_on, c.record_id limit ${limit + 1}`);
    const shown = rows.slice(0, limit);
    const ids = shown.map(({ recordId }) => recordId);
    const records = await this.recordsOf(shown);
    const cycles = new Map((await this.store.openOfMany(ids)).map((cycle) => [cycle.recordId, cycle]));
    return page(
      rows,
      limit,
      ({ certificateExpiresOn, recordId }) => [certificateExpiresOn!, recordId],
      (row) => {
        const record = records.get(row.recordId)!;
        const cycle = cycles.get(row.recordId);
        return {
          ...this.toSummary(row, record),
          daysOverdue: daysOverdue(today, Temporal.PlainDate.from(row.certificateExpiresOn!)),
          missing: this.missing(record, cycle),
          noticesGiven: cycle?.noticesGiven ?? [],
        };
      },
    );
  }

  private missing({ feesDueCents }: RecordSummary, cycle: OpenCycle | undefined): MissingForCertificateDto[] {
    const open = cycle?.inspections.filter(({ passedOn }) => !passedOn) ?? [];
    return [
      ...(feesDueCents > 0 ? [{ kind: 'fee' as const, label: 'Fees', amountCents: feesDueCents }] : []),
      ...open.map(({ kind }) => ({ kind: 'inspection' as const, label: this.catalogue.inspection(kind).name, amountCents: null })),
    ];
  }

  private async toDto(record: RecordSummary, tellsOwner: boolean): Promise<ConveyanceDto> {
    const row = await this.database.row(sql<ConveyanceRow>`
      select ${CONVEYANCE_COLUMNS} from conveyance.conveyance c where c.record_id = ${record.id}`);
    if (!row) throw new ConveyanceNotFound(record.number);
    const contractor = row.contractorRecordId ? await this.contractors.byRecordId(row.contractorRecordId) : null;
    const drive = row.drive ? (this.catalogue.drive(row.drive) ?? { code: row.drive, name: row.drive }) : null;
    return {
      number: row.number,
      stateRegistrationNumber: row.stateRegistrationNumber,
      type: { code: row.typeCode, name: this.catalogue.typeName(row.typeCode) },
      status: row.status,
      statusLabel: CONVEYANCE_STATUS_LABELS[row.status],
      address: record.address!,
      buildingName: row.buildingName,
      locationInBuilding: row.locationInBuilding,
      drive: drive && { code: drive.code, name: drive.name },
      manufacturer: row.manufacturer,
      model: row.model,
      serialNumber: row.serialNumber,
      installedOn: row.installedOn,
      landings: row.landings,
      capacityLbs: row.capacityLbs,
      speedFpm: row.speedFpm,
      owner: tellsOwner ? { name: row.ownerName, email: row.ownerEmail, phone: row.ownerPhone } : null,
      maintenanceContractor: contractor && { number: contractor.number, businessName: contractor.businessName },
      lastAnnualOn: row.lastAnnualOn,
      lastCategory1On: row.lastCategory1On,
      lastCategory3On: row.lastCategory3On,
      lastCategory5On: row.lastCategory5On,
      certificate: row.certificateExpiresOn
        ? {
            issuedOn: row.certificateIssuedOn,
            expiresOn: row.certificateExpiresOn,
            inForce: isInForce(row.status) && row.certificateExpiresOn >= this.calendar.today().toString(),
            downloadable: await this.certificates.exists(row.recordId),
          }
        : null,
      cycle: await this.cycleOf(row.recordId),
      outOfService: row.outOfServiceSince
        ? { since: row.outOfServiceSince, reason: row.outOfServiceReason!, by: row.outOfServiceBy! }
        : null,
      retiredReason: row.retiredReason,
      nextStep: toNextStepDto(record.nextStep),
      registeredAt: toInstant(row.registeredAt).toString(),
      version: row.version,
    };
  }

  private async cycleOf(recordId: string): Promise<ConveyanceCycleDto | null> {
    const cycle = await this.store.openOf(recordId);
    if (!cycle) return null;
    const { fees, inspections } = await this.pictures.ofOne(cycle);
    return {
      kind: cycle.kind,
      openedOn: cycle.openedOn.toString(),
      dueOn: cycle.dueOn?.toString() ?? null,
      daysOverdue: cycle.dueOn ? daysOverdue(this.calendar.today(), cycle.dueOn) : 0,
      feesDueCents: fees.reduce((sum, { amountCents }) => sum + amountCents, 0),
      inspections: inspections.map(({ kind, name, currentId, passedOn, on, correctionsDueOn }) => ({
        kind,
        name,
        inspectionId: currentId,
        passedOn: passedOn?.toString() ?? null,
        appointmentOn: on,
        correctionsDueOn: correctionsDueOn?.toString() ?? null,
      })),
    };
  }

  private async recordsOf(rows: readonly ConveyanceRow[]): Promise<Map<string, RecordSummary>> {
    const records = await this.records.byIds(rows.map(({ recordId }) => recordId));
    return new Map(records.map((record) => [record.id, record]));
  }

  private toSummary(row: ConveyanceRow, record: RecordSummary): ConveyanceSummaryDto {
    return {
      number: row.number,
      stateRegistrationNumber: row.stateRegistrationNumber,
      type: { code: row.typeCode, name: this.catalogue.typeName(row.typeCode) },
      status: row.status,
      statusLabel: CONVEYANCE_STATUS_LABELS[row.status],
      address: record.address!,
      buildingName: row.buildingName,
      locationInBuilding: row.locationInBuilding,
      ownerName: row.ownerName,
      certificateExpiresOn: row.certificateExpiresOn,
    };
  }
}

function isInForce(status: ConveyanceStatus): boolean {
  return (IN_FORCE as readonly ConveyanceStatus[]).includes(status);
}

function matching(words: string): RawBuilder<unknown> {
  const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  return sql`(c.building_name ilike ${pattern} or c.owner_name ilike ${pattern} or c.state_key = ${stateKeyOf(words)}
    or c.number = ${normalRecordNumber(words) ?? ''})`;
}
