import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import {
  RecordNotFound,
  RecordsService,
  type ChronologyEntry,
  type Outstanding,
  type RecordChange,
  type RecordSummary,
} from '../records/index.js';
import { tradeName, type BusinessDetails } from './business-details.js';
import { BusinessRegistration } from './business-registration.entity.js';
import { BusinessNotFound } from './business-registration.errors.js';
import { BusinessOutstanding } from './business-outstanding.js';
import { BUSINESS_STATUS_LABELS } from './business-registration.status.js';
import { BusinessCatalogue } from './catalogue/business-catalogue.js';

/**
 * Takes a registration to be changed, so that what happens to it takes turns, and keeps its record true. Whoever changes one locks in
 * one order: the registration, its renewal, its review cycles or inspections, the record, its fees.
 */
@Injectable()
export class BusinessShell {
  constructor(
    private readonly em: EntityManager,
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly outstanding: BusinessOutstanding,
    private readonly catalogue: BusinessCatalogue,
  ) {}

  /** The registration of a record as it is once its turn has come; null when the record is something else. */
  take(recordId: string): Promise<BusinessRegistration | null> {
    return this.em.findOne(BusinessRegistration, { recordId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  }

  async of(record: Pick<RecordSummary, 'id' | 'number'>): Promise<BusinessRegistration> {
    const registration = await this.take(record.id);
    if (!registration) throw new BusinessNotFound(record.number);
    return registration;
  }

  /** For staff, who know every record. */
  async byNumber(number: string): Promise<BusinessRegistration> {
    const record = await this.records.byNumber(number);
    if (!record) throw new RecordNotFound(number);
    return this.of(record);
  }

  /** What residents see of it now. */
  async show(registration: BusinessRegistration, more: RecordChange = {}): Promise<void> {
    await this.database.flush();
    await this.showWaiting(registration, await this.outstanding.of(registration.recordId), more);
  }

  /** The same by what has been read of it. */
  async showWaiting(registration: BusinessRegistration, outstanding: Outstanding, more: RecordChange = {}): Promise<void> {
    await this.records.update(registration.recordId, {
      status: registration.status,
      statusLabel: BUSINESS_STATUS_LABELS[registration.status],
      outstanding,
      ...more,
    });
  }

  /** It is over, and waits for nothing. */
  async close(registration: BusinessRegistration): Promise<void> {
    await this.showWaiting(registration, { items: [], otherwise: BUSINESS_STATUS_LABELS[registration.status] }, { closed: true });
  }

  /** What everyone may know of a business: no person's name, and no home. */
  publicFace({ business, location }: BusinessDetails): RecordChange {
    const { dbaName, legalName } = business;
    const publicName = this.catalogue.namesPerson(business) ? dbaName || null : tradeName(business);
    const words = [dbaName, this.catalogue.namesPerson(business) ? undefined : legalName, this.catalogue.activityName(business.activity)];
    return {
      address: location.homeBased ? null : location.address,
      description: publicName ?? this.catalogue.activityName(business.activity),
      contractorName: publicName,
      searchText: words.filter(Boolean).join(' '),
    };
  }

  async tell(
    registration: BusinessRegistration,
    what: string,
    summary: string,
    visibility: ChronologyEntry['visibility'] = 'parties',
    details?: Record<string, unknown>,
  ): Promise<void> {
    await this.records.tell(registration.recordId, { type: `business-registration.${what}`, summary, visibility, details });
  }
}
