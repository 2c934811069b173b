import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import {
  RecordNotFound,
  RecordsService,
  type ChronologyEntry,
  type NextStep,
  type RecordChange,
  type RecordSummary,
} from '../records/index.js';
import { tradeName, type BusinessDetails } from './business-details.js';
import { BusinessRegistration } from './business-registration.entity.js';
import { BusinessNotFound } from './business-registration.errors.js';
import { BUSINESS_STATUS_LABELS, isClosed } from './business-registration.status.js';
import { BusinessCatalogue } from './catalogue/business-catalogue.js';

/**
 * Takes a registration to be changed, so that what happens to it takes turns, and keeps its record true. Whoever changes one locks in
 * one order: the registration, its renewal, its review cycles or inspections, the record, its fees.
 */
@Injectable()
export class BusinessShell {
  constructor(
    private readonly em: EntityManager,
    private readonly records: RecordsService,
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

  async show(registration: BusinessRegistration, nextStep: NextStep, more: RecordChange = {}): Promise<void> {
    await this.records.update(registration.recordId, {
      status: registration.status,
      statusLabel: BUSINESS_STATUS_LABELS[registration.status],
      nextStep,
      ...(isClosed(registration.status) ? { closed: true } : {}),
      ...more,
    });
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
