import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import type { Answers } from '../../platform/conditions/condition.js';
import { Database } from '../../platform/database/database.js';
import { Clock } from '../../platform/time/clock.js';
import { InspectionsService } from '../inspections/index.js';
import { FeesService } from '../payments/index.js';
import { daysWith, RecordRelations, RecordsService, toNextStepDto, type RecordSummary } from '../records/index.js';
import type { AttachmentSummary } from '../attachments/index.js';
import { PermitOutstanding, type PermitContext } from './issuance/permit-outstanding.js';
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
  async permit(principal: Principal, number: string, known?: PermitContext): Promise<PermitDto> {
    const { record, relation } = await this.records.lookAsParty(principal, number);
    const { typeVersionId, ...row } = await this.row(record);
    const context =
      known ??
      (await this.outstanding.contextOf({
        recordId: record.id,
        typeVersionId,
        valuationCents: Number(row.valuationCents),
        answers: row.answers as Answers,
      }));
    const [hold] = await this.inspections.holdsOn(record.id);
    const fees = await this.fees.totals(record.id);
    const [answered] = await this.relations.namedBy(record.id, 'answers');
    return this.view(principal, { record, relation, row, context, hold, fees, caseNumber: answered?.number ?? null });
  }

  /** A draft that this transaction has just opened: nothing has happened to it yet that would have to be read. */
  async opened(principal: Principal, number: string, context: PermitContext, caseNumber: string | null): Promise<PermitDto> {
    const { record, relation } = await this.records.lookAsParty(principal, number);
    const { typeVersionId: _typeVersionId, ...row } = await this.row(record);
    return this.view(principal, { record, relation, row, context, hold: undefined, fees: { dueCents: 0, paidCents: 0 }, caseNumber });
  }

  private view({ accountId }: Principal, { record, relation, row, context, hold, fees, caseNumber }: PermitParts): PermitDto {
    const { feeScheduleVersion, large, suggestedType, ...permit } = row;
    const maySee = (attachment: AttachmentSummary) => relation !== 'linked' || attachment.uploadedBy === accountId;
    const now = this.clock.now();
    return {
      number: record.number,
      permitType: context.type.code,
      permitTypeVersion: context.type.version,
      typeName: context.type.name,
      category: context.type.category,
      ...permit,
      answers: row.answers as Answers,
      valuationCents: Number(row.valuationCents),
      statusLabel: PERMIT_STATUS_LABELS[row.status],
      relation,
      address: record.address!,
      contractors: context.contractors.map(({ recordId: _recordId, accountIds: _accountIds, ...contractor }) => contractor),
      caseNumber,
      documents: documentsOf(context, maySee),
      fees: { ...fees, scheduleVersion: feeScheduleVersion },
      reviewCycle: context.reviews.cycle,
      nextStep: toNextStepDto(record.nextStep),
      bookingHold: hold ? { reason: hold.reason, since: hold.since.toString() } : null,
      daysWithCity: daysWith('city', record, now),
      daysWithApplicant: daysWith('applicant', record, now),
      largeProject: large,
      suggestedPermitType: suggestedType,
      links: linksOf(record.number, row.status),
    };
  }

  private async row({ id, number }: RecordSummary) {
    const row = await this.database.query
      .selectFrom('permits.permit')
      .select(['typeVersionId', 'feeScheduleVersion', 'large', 'suggestedType'])
      .select(['status', 'description', 'valuationCents', 'answers', 'derivedAnswers', 'reason', 'version'])
      .select(['createdAt', 'submittedAt', 'approvedAt', 'issuedOn', 'expiresOn', 'extendedOn', 'closedAt', 'pickedUpAt', 'pickedUpBy'])
      .where('recordId', '=', id)
      .executeTakeFirst();
    if (!row) throw new PermitNotFound(number);
    return row;
  }
}

interface PermitParts {
  record: RecordSummary;
  relation: PermitDto['relation'];
  row: Omit<Awaited<ReturnType<PermitQueries['row']>>, 'typeVersionId'>;
  context: PermitContext;
  hold: Awaited<ReturnType<InspectionsService['holdsOn']>>[number] | undefined;
  fees: { dueCents: number; paidCents: number };
  caseNumber: string | null;
}

function documentsOf({ needs, attachments }: PermitContext, maySee: (attachment: AttachmentSummary) => boolean): PermitDto['documents'] {
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
