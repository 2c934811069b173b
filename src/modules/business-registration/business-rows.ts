import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { toInstant } from '../../platform/database/types.js';
import type { RecordSummary } from '../records/index.js';
import type { BusinessContacts, BusinessDetails, BusinessLocation, BusinessProfile } from './business-details.js';
import { BusinessNotFound } from './business-registration.errors.js';
import type { BusinessStatus } from './business-registration.status.js';
import type { BusinessDetailsDto } from './business-registrations.dto.js';
import type { KnownNumber } from './confidential/tax-numbers.service.js';
import type { RenewalStatus } from './renewal/renewal.status.js';
import type { Confirmation } from './steps/steps.rules.js';

/** A registration as it stands in the database. */
export interface BusinessRow {
  recordId: string;
  number: string;
  ownerId: string;
  status: BusinessStatus;
  filled: Partial<BusinessDetails>;
  documentsConfirmed: boolean;
  confirmation: Confirmation | null;
  feeScheduleVersion: number | null;
  createdAt: string;
  submittedAt: string | null;
  approvedAt: string | null;
  registeredOn: string | null;
  expiresOn: string | null;
  closedAt: string | null;
  reason: string | null;
  version: number;
}

export interface OpenRenewalRow {
  until: string;
  status: RenewalStatus;
  late: boolean;
  details: BusinessDetails;
}

/** The renewal that is under way, as far as others ask what it waits for. */
export interface RenewalUnderWay {
  status: RenewalStatus;
  /** When corrections were last asked for. */
  correctionsAt: Temporal.Instant | null;
}

type Stored = Omit<BusinessRow, 'filled'> & {
  business: BusinessProfile | null;
  location: BusinessLocation | null;
  contacts: BusinessContacts | null;
};

/** Reads registrations: plain rows, no entities. */
@Injectable()
export class BusinessRows {
  constructor(private readonly database: Database) {}

  async of(record: Pick<RecordSummary, 'id' | 'number'>): Promise<BusinessRow> {
    const row = await this.byId(record.id);
    if (!row) throw new BusinessNotFound(record.number);
    return row;
  }

  async byId(recordId: string): Promise<BusinessRow | undefined> {
    return (await this.byIds([recordId]))[0];
  }

  async byIds(recordIds: readonly string[]): Promise<BusinessRow[]> {
    const stored = await this.database.rows(sql<Stored>`
      select record_id, number, owner_id, status, business, location, contacts,
        documents is not null as documents_confirmed, confirmation, fee_schedule_version,
        created_at, submitted_at, approved_at, registered_on,
        expires_on, closed_at, reason, version
      from business_registration.registration where record_id = any(${recordIds}::uuid[])`);
    return stored.map(({ business, location, contacts, ...row }) => ({
      ...row,
      filled: { business: business ?? undefined, location: location ?? undefined, contacts: contacts ?? undefined },
    }));
  }

  /** The renewal that is under way, with what it says of the business. */
  async openRenewal(recordId: string): Promise<OpenRenewalRow | undefined> {
    const row = await this.database.row(sql<Omit<OpenRenewalRow, 'details'> & BusinessDetails>`
      select until, status, late, business, location, contacts from business_registration.renewal
      where record_id = ${recordId} and ended_at is null`);
    if (!row) return undefined;
    const { business, location, contacts, ...renewal } = row;
    return { ...renewal, details: { business, location, contacts } };
  }

  /** By their records. */
  async renewalsUnderWay(recordIds: readonly string[]): Promise<Map<string, RenewalUnderWay>> {
    const rows = await this.database.rows(sql<{ recordId: string; status: RenewalStatus; correctionsAt: string | null }>`
      select record_id, status, corrections_at from business_registration.renewal
      where record_id = any(${recordIds}::uuid[]) and ended_at is null`);
    return new Map(
      rows.map(({ recordId, status, correctionsAt }) => [
        recordId,
        { status, correctionsAt: correctionsAt === null ? null : toInstant(correctionsAt) },
      ]),
    );
  }

  /** The first step, with the ends of the tax numbers. */
  businessOf({ filled: { business } }: BusinessRow, known: readonly KnownNumber[]): BusinessDetailsDto | null {
    const lastFour = (kind: KnownNumber['kind']) => known.find((number) => number.kind === kind)?.lastFour ?? null;
    return business ? { ...business, feinLastFour: lastFour('fein'), ibtLastFour: lastFour('ibt') } : null;
  }
}
