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
import { standingOfSteps, type StepsPicture } from './steps.rules.js';
import { STEP_LABELS, type StepStanding } from './steps.js';

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
    const renewal = (RENEWABLE as readonly BusinessStatus[]).includes(registered.status)
      ? await this.rows.openRenewal(record.id)
      : undefined;
    const row = renewal ? { ...registered, filled: renewal.details } : registered;
    const known = await this.taxNumbers.known(record.id);
    const documents = await this.documentsOf(record.id, row.filled);
    const renews = (RENEWABLE as readonly BusinessStatus[]).includes(row.status);
    const fees = await this.feesOf(row, renewal);
    const onFile = new Set(known.map(({ kind }) => kind));
    const standings = standingOfSteps(this.picture(row, onFile, documents, fees));
    return {
      number: record.number,
      status: row.status,
      for: renews ? 'renewal' : 'registration',
      steps: standings.map((standing) => ({
        step: standing.step,
        label: STEP_LABELS[standing.step],
        state: standing.state,
        actor: actorOf(standing, row.status),
        missing: standing.missing,
      })),
      complete: standings.every(({ state }) => state === 'complete'),
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
  async standings(recordId: string): Promise<StepStanding[]> {
    return (await this.standingsOf([(await this.rows.byId(recordId))!])).get(recordId)!;
  }

  /** The same of several registrations: a fixed number of queries, as fee schedules are kept in memory. */
  async standingsOf(rows: readonly BusinessRow[]): Promise<Map<string, StepStanding[]>> {
    const ids = rows.map(({ recordId }) => recordId);
    const onFile = await this.taxNumbers.onFileOf(ids);
    const uploaded = await this.attachments.typesOn(ids);
    const standings = new Map<string, StepStanding[]>();
    for (const row of rows) {
      const documents = this.documentsFor(row.filled, uploaded.get(row.recordId));
      standings.set(row.recordId, standingOfSteps(this.picture(row, onFile.get(row.recordId)!, documents, await this.feesOf(row))));
    }
    return standings;
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

  private picture(
    row: BusinessRow,
    onFile: ReadonlySet<TaxNumber>,
    documents: readonly BusinessDocumentDto[],
    fees: BusinessFeeEstimateDto | null,
  ): StepsPicture {
    const { business } = row.filled;
    return {
      ...row.filled,
      entityType: business && this.catalogue.entityType(business.entityType),
      activity: business && this.catalogue.activity(business.activity),
      onFile,
      documentsConfirmed: row.documentsConfirmed,
      missingDocuments: documents.filter(({ uploaded }) => !uploaded),
      confirmation: row.confirmation,
      totalCents: fees?.totalCents ?? null,
    };
  }
}

function actorOf({ state }: StepStanding, status: BusinessStatus): StepActor {
  if (BusinessMachine.allows('write', status) && state !== 'complete') return 'applicant';
  return status === 'in-review' ? 'city' : 'none';
}
