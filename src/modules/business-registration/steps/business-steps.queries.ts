import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/principal.js';
import { BusinessCalendar } from '../../city/index.js';
import { AttachmentsService } from '../../attachments/index.js';
import { OwnerOnly, RecordsService } from '../../records/index.js';
import type { BusinessDetails, TaxNumber } from '../business-details.js';
import { BusinessFeesService, totalOf, type Charged } from '../business-fees.service.js';
import { BusinessMachine, RENEWABLE, type BusinessStatus } from '../business-registration.status.js';
import { BusinessRows, type BusinessRow, type OpenRenewalRow } from '../business-rows.js';
import { BusinessCatalogue } from '../catalogue/business-catalogue.js';
import { TaxNumbers } from '../confidential/tax-numbers.service.js';
import { renewedTermEnd } from '../renewal/renewal.rules.js';
import type { BusinessDocumentDto, BusinessFeeEstimateDto, BusinessStepsDto, StepActor } from './steps-answer.dto.js';
import { progressOfSteps, type StepsContext } from './steps.rules.js';
import { STEP_LABELS, type StepProgress } from './steps.js';

/** Reads how the steps of a registration stand, in a fixed number of queries. */
@Injectable()
export class BusinessStepsQueries {
  constructor(
    private readonly rows: BusinessRows,
    private readonly records: RecordsService,
    private readonly attachments: AttachmentsService,
    private readonly catalogue: BusinessCatalogue,
    private readonly taxNumbers: TaxNumbers,
    private readonly fees: BusinessFeesService,
    private readonly calendar: BusinessCalendar,
  ) {}

  /** For the owner and for staff. */
  async steps(principal: Principal, number: string): Promise<BusinessStepsDto> {
    const { record, relation } = await this.records.requireParty(principal, number);
    const registered = await this.rows.of(record);
    if (relation === 'linked') throw new OwnerOnly(record.number);
    const renews = (RENEWABLE as readonly BusinessStatus[]).includes(registered.status);
    const renewal = renews ? await this.rows.openRenewal(record.id) : undefined;
    const row = renewal ? { ...registered, filled: renewal.details } : registered;
    const known = await this.taxNumbers.known(record.id);
    const documents = await this.documentsOf(record.id, row.filled);
    const fees = await this.feesOf(row, renewal);
    const onFile = new Set(known.map(({ kind }) => kind));
    const progress = progressOfSteps(this.contextOf(row, onFile, documents, fees));
    return {
      number: record.number,
      status: row.status,
      for: renews ? 'renewal' : 'registration',
      steps: progress.map((each) => ({
        step: each.step,
        label: STEP_LABELS[each.step],
        state: each.state,
        actor: actorOf(each, row.status),
        missing: each.missing,
      })),
      complete: progress.every(({ state }) => state === 'complete'),
      business: this.rows.businessOf(row, known),
      location: row.filled.location ?? null,
      ownersAndContacts: row.filled.contacts ?? null,
      documents,
      fees,
      confirmation: this.catalogue.file.confirmation,
      version: row.version,
    };
  }

  /** What a submission is judged by. */
  async progress(recordId: string): Promise<StepProgress[]> {
    return (await this.progressOf([(await this.rows.byId(recordId))!])).get(recordId)!;
  }

  /** The same of several registrations: a fixed number of queries, as fee schedules are kept in memory. */
  async progressOf(rows: readonly BusinessRow[]): Promise<Map<string, StepProgress[]>> {
    const ids = rows.map(({ recordId }) => recordId);
    const onFile = await this.taxNumbers.onFileOf(ids);
    const uploaded = await this.attachments.typesOn(ids);
    const progress = new Map<string, StepProgress[]>();
    for (const row of rows) {
      const documents = this.documentsFor(row.filled, uploaded.get(row.recordId));
      progress.set(row.recordId, progressOfSteps(this.contextOf(row, onFile.get(row.recordId)!, documents, await this.feesOf(row))));
    }
    return progress;
  }

  async documentsOf(recordId: string, details: Partial<BusinessDetails>): Promise<BusinessDocumentDto[]> {
    return this.documentsFor(details, (await this.attachments.typesOn([recordId])).get(recordId));
  }

  private documentsFor(details: Partial<BusinessDetails>, uploaded: ReadonlySet<string> = new Set()): BusinessDocumentDto[] {
    return this.catalogue.documentsFor(details).map(({ code, name }) => ({ code, name, uploaded: uploaded.has(code) }));
  }

  /** Null as long as nobody can say what it costs. */
  async estimate(details: Partial<BusinessDetails>, what: Charged, keptVersion: number | null): Promise<BusinessFeeEstimateDto | null> {
    if (!details.business) return null;
    const lines = await this.fees.linesFor(details, what, keptVersion);
    return {
      lines: lines.map(({ code, description, basis, amountCents }) => ({ code, description, basis, amountCents })),
      totalCents: totalOf(lines),
    };
  }

  private feesOf(
    { status, filled, expiresOn, feeScheduleVersion }: BusinessRow,
    renewal?: OpenRenewalRow,
  ): Promise<BusinessFeeEstimateDto | null> {
    if (renewal) {
      const { until, late } = renewal;
      return this.estimate(filled, { for: 'renewal', until: Temporal.PlainDate.from(until), late }, null);
    }
    if (!(RENEWABLE as readonly BusinessStatus[]).includes(status)) {
      return this.estimate(filled, { for: 'registration' }, feeScheduleVersion);
    }
    const [last, today] = [Temporal.PlainDate.from(expiresOn!), this.calendar.today()];
    const late = Temporal.PlainDate.compare(last, today) < 0;
    return this.estimate(filled, { for: 'renewal', until: renewedTermEnd(last, today), late }, null);
  }

  private contextOf(
    row: BusinessRow,
    onFile: ReadonlySet<TaxNumber>,
    documents: readonly BusinessDocumentDto[],
    fees: BusinessFeeEstimateDto | null,
  ): StepsContext {
    const { business } = row.filled;
    return {
      ...row.filled,
      entityType: business && this.catalogue.entityType(business.entityType),
      activity: business && this.catalogue.activity(business.activity),
      onFile,
      documentsConfirmed: row.documents !== null,
      missingDocuments: documents.filter(({ uploaded }) => !uploaded),
      confirmation: row.confirmation,
      totalCents: fees?.totalCents ?? null,
    };
  }
}

function actorOf({ state }: StepProgress, status: BusinessStatus): StepActor {
  if (BusinessMachine.allows('write', status) && state !== 'complete') return 'applicant';
  return status === 'in-review' ? 'city' : 'none';
}
