import { Injectable } from '@nestjs/common';
import type { ExpressionBuilder, Selectable } from 'kysely';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import type { Schema } from '../../platform/database/schema.js';
import { page, readCursor } from '../../platform/http/paging.js';
import { BusinessCalendar } from '../city/index.js';
import { ContractorsService } from '../contractors/index.js';
import { normalRecordNumber, RecordsService, toNextStepDto, type AddressValue, type RecordSummary } from '../records/index.js';
import { CertificatesService } from './certificate/certificates.service.js';
import { ConveyanceCatalogue } from './conveyance-catalogue.js';
import { stateKeyOf } from './conveyance-registration.service.js';
import { CONVEYANCE_STATUS_LABELS, IN_FORCE, type ConveyanceStatus } from './conveyance.status.js';
import type {
  ConveyanceDto,
  ConveyanceListQuery,
  ConveyanceSummaryDto,
  ConveyanceSummaryPageDto,
  ConveyanceVocabularyDto,
  OverdueConveyancePageDto,
  OverdueQuery,
} from './conveyances.dto.js';
import type { ConveyanceCycleDto, MissingForCertificateDto } from './cycle/cycles.dto.js';
import { ConveyanceNotFound } from './conveyances.errors.js';
import { CycleContexts } from './cycle/cycle-contexts.js';
import { daysOverdue } from './cycle/cycle.rules.js';
import { CycleStore, type OpenCycle } from './cycle/cycle.store.js';

const SUMMARY = [
  'recordId',
  'number',
  'stateRegistrationNumber',
  'typeCode',
  'status',
  'buildingName',
  'locationInBuilding',
  'ownerName',
  'certificateExpiresOn',
] as const;
type SummaryRow = Pick<Selectable<Schema['conveyance.conveyance']>, (typeof SUMMARY)[number]>;

@Injectable()
export class ConveyanceQueries {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly contractors: ContractorsService,
    private readonly catalogue: ConveyanceCatalogue,
    private readonly store: CycleStore,
    private readonly contexts: CycleContexts,
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

  async list({ q, type, status, expiresBefore, cursor, limit }: ConveyanceListQuery): Promise<ConveyanceSummaryPageDto> {
    const [after] = readCursor(cursor, 1) ?? [];
    const words = q?.trim();
    let units = this.summaries();
    if (words) units = units.where((unit) => unit.or(matching(unit, words)));
    if (type) units = units.where('typeCode', '=', type);
    if (status) units = units.where('status', '=', status);
    if (expiresBefore) units = units.where('certificateExpiresOn', '<', expiresBefore);
    if (after !== undefined) units = units.where('number', '>', String(after));
    const rows = await units
      .orderBy('number')
      .limit(limit + 1)
      .execute();
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
    let units = this.summaries().where('status', '=', 'overdue').where('certificateExpiresOn', '<=', last);
    if (day !== undefined) {
      const behind = ['certificateExpiresOn', 'recordId'] as const;
      units = units.where((unit) => unit(unit.refTuple(...behind), '>', unit.tuple(String(day), String(id))));
    }
    const rows = await units
      .orderBy('certificateExpiresOn')
      .orderBy('recordId')
      .limit(limit + 1)
      .execute();
    const shown = rows.slice(0, limit);
    const records = await this.recordsOf(shown);
    const open = await this.store.openOfMany(shown.map(({ recordId }) => recordId));
    const cycles = new Map(open.map((cycle) => [cycle.recordId, cycle]));
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
    const units = this.database.query.selectFrom('conveyance.conveyance').where('recordId', '=', record.id);
    const row = await units.selectAll().executeTakeFirst();
    if (!row) throw new ConveyanceNotFound(record.number);
    const contractor = row.contractorRecordId ? await this.contractors.byRecordId(row.contractorRecordId) : null;
    const drive = row.drive ? (this.catalogue.drive(row.drive) ?? { code: row.drive, name: row.drive }) : null;
    const { number, stateRegistrationNumber, buildingName, locationInBuilding, manufacturer, model, serialNumber, installedOn } = row;
    const { landings, capacityLbs, speedFpm, lastAnnualOn, lastCategory1On, lastCategory3On, lastCategory5On } = row;
    const { retiredReason, registeredAt, version } = row;
    return {
      ...{ number, stateRegistrationNumber, buildingName, locationInBuilding, manufacturer, model, serialNumber, installedOn },
      ...{ landings, capacityLbs, speedFpm, lastAnnualOn, lastCategory1On, lastCategory3On, lastCategory5On },
      ...{ retiredReason, registeredAt, version },
      type: { code: row.typeCode, name: this.catalogue.typeName(row.typeCode) },
      status: row.status,
      statusLabel: CONVEYANCE_STATUS_LABELS[row.status],
      address: record.address!,
      drive: drive && { code: drive.code, name: drive.name },
      owner: tellsOwner
        ? { name: row.ownerName, email: row.ownerEmail, phone: row.ownerPhone, address: row.ownerAddress as AddressValue | null }
        : null,
      maintenanceContractor: contractor && { number: contractor.number, businessName: contractor.businessName },
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
      nextStep: toNextStepDto(record.nextStep),
    };
  }

  private async cycleOf(recordId: string): Promise<ConveyanceCycleDto | null> {
    const cycle = await this.store.openOf(recordId);
    if (!cycle) return null;
    const { fees, inspections } = await this.contexts.ofOne(cycle);
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

  private async recordsOf(rows: readonly SummaryRow[]): Promise<Map<string, RecordSummary>> {
    const records = await this.records.byIds(rows.map(({ recordId }) => recordId));
    return new Map(records.map((record) => [record.id, record]));
  }

  private summaries() {
    return this.database.query.selectFrom('conveyance.conveyance').select(SUMMARY);
  }

  private toSummary({ recordId: _record, typeCode, ...row }: SummaryRow, { address }: RecordSummary): ConveyanceSummaryDto {
    return {
      ...row,
      type: { code: typeCode, name: this.catalogue.typeName(typeCode) },
      statusLabel: CONVEYANCE_STATUS_LABELS[row.status],
      address: address!,
    };
  }
}

function isInForce(status: ConveyanceStatus): boolean {
  return (IN_FORCE as readonly ConveyanceStatus[]).includes(status);
}

function matching(unit: ExpressionBuilder<Schema, 'conveyance.conveyance'>, words: string) {
  const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  return [
    unit('buildingName', 'ilike', pattern),
    unit('ownerName', 'ilike', pattern),
    unit('stateKey', '=', stateKeyOf(words)),
    unit('number', '=', normalRecordNumber(words) ?? ''),
  ];
}
