import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { RecordSummary } from '../records/index.js';
import type { BusinessContacts, BusinessDetails, BusinessLocation, BusinessProfile } from './business-details.js';
import { BusinessNotFound } from './business-registration.errors.js';
import type { BusinessDetailsDto } from './business-registrations.dto.js';
import type { KnownNumber } from './confidential/tax-numbers.service.js';
import type { Confirmation } from './steps/steps.rules.js';

/** A registration as it stands in the database. */
export type BusinessRow = Awaited<ReturnType<BusinessRows['byIds']>>[number];

/** The renewal that is under way, with what it says of the business. */
export type OpenRenewalRow = Awaited<ReturnType<BusinessRows['openRenewals']>>[number];

/** What the columns of both tables hold. */
interface Described {
  business: BusinessProfile;
  location: BusinessLocation;
  contacts: BusinessContacts;
}

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

  async byIds(recordIds: readonly string[]) {
    const rows = await this.database.query
      .selectFrom('business_registration.registration')
      .selectAll()
      .$narrowType<{ [Part in keyof Described]: Described[Part] | null } & { confirmation: Confirmation | null }>()
      .where('recordId', 'in', recordIds)
      .execute();
    return rows.map(({ business, location, contacts, ...row }) => {
      const filled: Partial<BusinessDetails> = {
        business: business ?? undefined,
        location: location ?? undefined,
        contacts: contacts ?? undefined,
      };
      return { ...row, filled };
    });
  }

  async openRenewal(recordId: string): Promise<OpenRenewalRow | undefined> {
    return (await this.openRenewals([recordId]))[0];
  }

  async openRenewals(recordIds: readonly string[]) {
    const rows = await this.database.query
      .selectFrom('business_registration.renewal')
      .selectAll()
      .$narrowType<Described>()
      .where('recordId', 'in', recordIds)
      .where('endedAt', 'is', null)
      .execute();
    return rows.map(({ business, location, contacts, ...row }) => ({ ...row, details: { business, location, contacts } }));
  }

  /** The first step, with the ends of the tax numbers. */
  businessOf({ filled: { business } }: Pick<BusinessRow, 'filled'>, known: readonly KnownNumber[]): BusinessDetailsDto | null {
    const lastFour = (kind: KnownNumber['kind']) => known.find((number) => number.kind === kind)?.lastFour ?? null;
    return business ? { ...business, feinLastFour: lastFour('fein'), ibtLastFour: lastFour('ibt') } : null;
  }
}
