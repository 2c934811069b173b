import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { CaseFiles, type RecordChange } from '../records/index.js';
import { tradeName, type BusinessDetails } from './business-details.js';
import type { BusinessRegistration } from './business-registration.entity.js';
import { BusinessOutstanding } from './business-outstanding.js';
import { BUSINESS_FILE } from './business.record-type.js';
import { BusinessCatalogue } from './catalogue/business-catalogue.js';

/** Keeps records of businesses true. */
@Injectable()
export class BusinessFile {
  constructor(
    private readonly database: Database,
    private readonly files: CaseFiles,
    private readonly outstanding: BusinessOutstanding,
    private readonly catalogue: BusinessCatalogue,
  ) {}

  /** The registration of a record, to be changed; null when the record is something else. */
  lockForUpdate(recordId: string): Promise<BusinessRegistration | null> {
    return this.files.lockForUpdate(BUSINESS_FILE, recordId);
  }

  lockOf(record: { id: string; number: string }): Promise<BusinessRegistration> {
    return this.files.lockOf(BUSINESS_FILE, record);
  }

  /** What residents see of it now. */
  async show(registration: BusinessRegistration, more?: RecordChange): Promise<void> {
    await this.database.flush();
    await this.files.show(BUSINESS_FILE, registration, await this.outstanding.of(registration.recordId), more);
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
}
