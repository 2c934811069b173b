import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { page, readIdCursor } from '../../platform/http/paging.js';
import { Clock } from '../../platform/time/clock.js';
import { FeesService } from '../payments/index.js';
import { OutstandingService, RecordsService, toNextStepDto, type RecordSummary } from '../records/index.js';
import { ReviewsService } from '../reviews/index.js';
import { BUSINESS_STATUS_LABELS } from './business-registration.status.js';
import {
  toOutstandingDtos,
  type BusinessFilesQuery,
  type BusinessLinksDto,
  type BusinessListQuery,
  type BusinessRegistrationDto,
  type BusinessRegistrationItemDto,
  type BusinessRegistrationPageDto,
  type OpenRenewalDto,
  type OpenTransferDto,
} from './business-registrations.dto.js';
import { BusinessRows, type BusinessRow } from './business-rows.js';
import { BusinessCatalogue } from './catalogue/business-catalogue.js';
import { TaxNumbers } from './confidential/tax-numbers.service.js';
import { RENEWAL_STATUS_LABELS } from './renewal/renewal.status.js';

type ItemRow = Pick<BusinessRow, 'name' | 'activity' | 'status' | 'expiresOn'>;

/** Reads registrations whole and in lists, in a fixed number of queries. */
@Injectable()
export class BusinessQueries {
  constructor(
    private readonly database: Database,
    private readonly rows: BusinessRows,
    private readonly records: RecordsService,
    private readonly fees: FeesService,
    private readonly reviews: ReviewsService,
    private readonly outstanding: OutstandingService,
    private readonly catalogue: BusinessCatalogue,
    private readonly taxNumbers: TaxNumbers,
    private readonly clock: Clock,
  ) {}

  async registration(principal: Principal, number: string): Promise<BusinessRegistrationDto> {
    const { record, relation } = await this.records.lookAsParty(principal, number);
    const row = await this.rows.of(record);
    const inFull = relation !== 'linked';
    const { business, location, contacts } = row.filled;
    const { createdAt, submittedAt, approvedAt, registeredOn, closedAt, version } = row;
    return {
      ...this.item(record, row),
      ...(inFull ? {} : { name: record.contractorName }),
      relation,
      business: inFull ? this.rows.businessOf(row, await this.taxNumbers.known(record.id)) : null,
      location: (inFull && location) || null,
      ownersAndContacts: (inFull && contacts) || null,
      fees: await this.fees.totals(record.id),
      reviewCycle: (await this.reviews.state(record.id)).cycle,
      outstanding: toOutstandingDtos((await this.outstanding.of([record.id])).get(record.id) ?? []),
      renewal: await this.openRenewal(record.id),
      transfer: inFull ? await this.openTransfer(record.id) : null,
      reason: inFull ? row.reason : null,
      ...{ createdAt, submittedAt, approvedAt, registeredOn, closedAt, version },
      sameFein: relation === 'staff' ? (business ? await this.taxNumbers.othersWithSameFein(record.id) : []) : null,
      links: linksOf(record.number, row),
    };
  }

  /** Those of one owner, the newest first. */
  mine(principal: Principal, query: BusinessListQuery): Promise<BusinessRegistrationPageDto> {
    return this.list(query, sql`r.owner_id = ${principal.accountId}`);
  }

  all(query: BusinessFilesQuery): Promise<BusinessRegistrationPageDto> {
    const { q, activity, expiresBefore } = query;
    const words = q?.trim();
    return this.list(
      query,
      sql`r.submitted_at is not null
        ${activity ? sql`and r.activity = ${activity}` : sql``}
        ${expiresBefore ? sql`and r.expires_on < ${expiresBefore}::date` : sql``}
        ${words ? sql`and ${matching(words)}` : sql``}`,
    );
  }

  private async list({ status, limit, cursor }: BusinessListQuery, where: RawBuilder<unknown>): Promise<BusinessRegistrationPageDto> {
    const before = readIdCursor(cursor) ?? null;
    const rows = await this.database.rows(sql<ItemRow & { recordId: string }>`
      select r.record_id, r.name, r.activity, r.status, r.expires_on
      from business_registration.registration r
      where ${where} ${status ? sql`and r.status = ${status}` : sql``} and (${before}::uuid is null or r.record_id < ${before}::uuid)
      order by r.record_id desc limit ${limit + 1}`);
    const records = new Map((await this.records.byIds(rows.map(({ recordId }) => recordId))).map((record) => [record.id, record]));
    return page(
      rows,
      limit,
      ({ recordId }) => [recordId],
      (row) => this.item(records.get(row.recordId)!, row),
    );
  }

  private item({ number, nextStep }: RecordSummary, { name, activity, status, expiresOn }: ItemRow): BusinessRegistrationItemDto {
    const activityName = activity && this.catalogue.activityName(activity);
    const statusLabel = BUSINESS_STATUS_LABELS[status];
    return { number, name, activity, activityName, status, statusLabel, expiresOn, nextStep: toNextStepDto(nextStep) };
  }

  private async openRenewal(recordId: string): Promise<OpenRenewalDto | null> {
    const open = await this.rows.openRenewal(recordId);
    return open ? { until: open.until, status: open.status, statusLabel: RENEWAL_STATUS_LABELS[open.status] } : null;
  }

  private async openTransfer(recordId: string): Promise<OpenTransferDto | null> {
    const row = await this.database.query
      .selectFrom('business_registration.transfer')
      .select(['email', 'offeredAt', 'expiresAt'])
      .where('recordId', '=', recordId)
      .where('status', '=', 'open')
      .where('expiresAt', '>', this.clock.now().toString())
      .executeTakeFirst();
    return row ?? null;
  }
}

/** Part of a name as it is typed, a name with a slip in it, or a number. */
function matching(words: string): RawBuilder<unknown> {
  const pattern = `%${words.replace(/[\\%_]/g, '\\$&')}%`;
  const numberKey = words.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return sql`(r.names ilike ${pattern} or ${words} <% r.names or replace(r.number, '-', '') = ${numberKey})`;
}

function linksOf(number: string, { registeredOn }: BusinessRow): BusinessLinksDto {
  const record = `/v1/records/${number}`;
  const business = `/v1/business-registrations/${number}`;
  return {
    steps: `${business}/steps`,
    fees: `${record}/fees`,
    reviews: `${record}/reviews`,
    inspections: `${record}/inspections`,
    attachments: `${record}/attachments`,
    events: `${record}/events`,
    certificate: registeredOn ? `${business}/certificate` : null,
  };
}
