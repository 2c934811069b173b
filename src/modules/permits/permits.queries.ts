import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { toInstant } from '../../platform/database/types.js';
import { Clock } from '../../platform/time/clock.js';
import { InspectionsService } from '../inspections/index.js';
import { FeesService } from '../payments/index.js';
import { daysWith, RecordRelations, RecordsService, toNextStepDto, type RecordSummary, type Standing } from '../records/index.js';
import { type AttachmentSummary } from '../attachments/index.js';
import { PermitOutstanding, type PermitPicture, type PermitSubject } from './issuance/permit-outstanding.js';
import { ONCE_ISSUED, PERMIT_STATUS_LABELS, type PermitStatus } from './permit.status.js';
import type { PermitDto, PermitLinksDto } from './permits.dto.js';
import { PermitNotFound } from './permits.errors.js';

/** Reads a permit whole, in a fixed number of queries. */
@Injectable()
export class PermitQueries {
  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly outstanding: PermitOutstanding,
    private readonly fees: FeesService,
    private readonly inspections: InspectionsService,
    private readonly relations: RecordRelations,
    private readonly clock: Clock,
  ) {}

  /** @param known what has been read of it in this transaction */
  async permit(principal: Principal, number: string, known?: PermitPicture): Promise<PermitDto> {
    const { record, relation } = await this.records.lookAsParty(principal, number);
    const row = await this.row(record);
    const picture = known ?? (await this.outstanding.pictureOf(row));
    const [hold] = await this.inspections.holdsOn(record.id);
    const { dueCents, paidCents } = await this.fees.totals(record.id);
    const [answered] = await this.relations.namedBy(record.id, 'answers');
    const maySee = (attachment: AttachmentSummary) => relation !== 'linked' || attachment.uploadedBy === principal.accountId;
    return {
      ...this.head(row, record, relation, picture),
      contractors: picture.contractors.map(({ number, businessName, classes, classesInForce, problems, disavowed }) => ({
        number,
        businessName,
        classes,
        classesInForce,
        problems,
        disavowed,
      })),
      caseNumber: answered?.number ?? null,
      documents: documentsOf(picture, maySee),
      fees: { dueCents, paidCents, scheduleVersion: row.feeScheduleVersion },
      reviewCycle: picture.reviews.cycle,
      ...this.course(row, record),
      bookingHold: hold ? { reason: hold.reason, since: hold.since.toString() } : null,
      links: linksOf(record.number, row.status),
      version: row.version,
    };
  }

  private async row(record: RecordSummary): Promise<PermitRow> {
    const row = await this.database.row(sql<PermitRow>`
      select record_id, status, type_version_id, description, valuation_cents::float8 as valuation_cents,
        answers, derived_answers, fee_schedule_version, created_at, submitted_at,
        approved_at, issued_on, expires_on, extended_on,
        closed_at, large, picked_up_at, picked_up_by, reason,
        suggested_type, version
      from permits.permit where record_id = ${record.id}`);
    if (!row) throw new PermitNotFound(record.number);
    return row;
  }

  private head(row: PermitRow, record: RecordSummary, relation: Standing, { type }: PermitPicture) {
    return {
      number: record.number,
      permitType: type.code,
      permitTypeVersion: type.version,
      typeName: type.name,
      category: type.category,
      status: row.status,
      statusLabel: PERMIT_STATUS_LABELS[row.status],
      relation,
      address: record.address!,
      description: row.description,
      valuationCents: row.valuationCents,
      answers: row.answers,
      derivedAnswers: row.derivedAnswers,
    };
  }

  /** How it went so far, and what comes next. */
  private course(row: PermitRow, record: RecordSummary) {
    const court = {
      actor: record.nextStep.actor,
      waitingSince: record.waitingSince,
      secondsWithCity: record.secondsWithCity,
      secondsWithApplicant: record.secondsWithApplicant,
    };
    const now = this.clock.now();
    return {
      nextStep: toNextStepDto(record.nextStep),
      daysWithCity: daysWith('city', court, now),
      daysWithApplicant: daysWith('applicant', court, now),
      createdAt: toInstant(row.createdAt).toString(),
      submittedAt: instant(row.submittedAt),
      approvedAt: instant(row.approvedAt),
      issuedOn: row.issuedOn,
      expiresOn: row.expiresOn,
      extendedOn: row.extendedOn,
      closedAt: instant(row.closedAt),
      largeProject: row.large,
      pickedUpAt: instant(row.pickedUpAt),
      pickedUpBy: row.pickedUpBy,
      reason: row.reason,
      suggestedPermitType: row.suggestedType,
    };
  }
}

interface PermitRow extends Pick<PermitSubject, 'recordId' | 'status' | 'typeVersionId' | 'valuationCents' | 'answers'> {
  description: string;
  derivedAnswers: string[];
  feeScheduleVersion: number | null;
  createdAt: string;
  submittedAt: string | null;
  approvedAt: string | null;
  issuedOn: string | null;
  expiresOn: string | null;
  extendedOn: string | null;
  closedAt: string | null;
  large: boolean;
  pickedUpAt: string | null;
  pickedUpBy: string | null;
  reason: string | null;
  suggestedType: string | null;
  version: number;
}

function instant(value: string | null): string | null {
  return value === null ? null : toInstant(value).toString();
}

function documentsOf({ needs, attachments }: PermitPicture, maySee: (attachment: AttachmentSummary) => boolean): PermitDto['documents'] {
  return needs.documents.map(({ code, name, phase, required }) => {
    const files = attachments.filter((attachment) => attachment.documentType === code);
    return {
      code,
      name,
      phase,
      required,
      uploaded: files.length > 0,
      attachments: files.filter(maySee).map(({ id, fileName, version }) => ({ id, fileName, version })),
    };
  });
}

function linksOf(number: string, status: PermitStatus): PermitLinksDto {
  const record = `/v1/records/${number}`;
  const permit = `/v1/permits/${number}`;
  return {
    requirements: `${permit}/requirements`,
    events: `${record}/events`,
    reviews: `${record}/reviews`,
    inspections: `${record}/inspections`,
    fees: `${record}/fees`,
    attachments: `${record}/attachments`,
    document: (ONCE_ISSUED as readonly PermitStatus[]).includes(status) ? `${permit}/document` : null,
  };
}
