import { Injectable, type StreamableFile } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/principal.js';
import { Events } from '../../../platform/events/events.js';
import { BusinessCalendar } from '../../city/index.js';
import { definePaper, IssuedPapers } from '../../official-documents/index.js';
import { OwnerOnly, RecordsService } from '../../records/index.js';
import { ReviewsService } from '../../reviews/index.js';
import type { BusinessRegistration } from '../business-registration.entity.js';
import { NoCertificate } from '../business-registration.errors.js';
import { BusinessCertified } from '../business-registration.events.js';
import { BusinessRows } from '../business-rows.js';
import { BusinessCatalogue } from '../catalogue/business-catalogue.js';
import { businessCertificate, certificateStanding, type BusinessCertificateSnapshot } from './business-certificate.js';

const CERTIFICATE = definePaper<BusinessCertificateSnapshot>({
  kind: 'business-certificate',
  name: 'business registration certificate',
  recordName: 'Registration',
  draw: businessCertificate,
  fileName: (number) => `business-certificate-${number}.pdf`,
  standing: certificateStanding,
});

/** Hands out certificates: the first, one a year, and whenever something on it has changed. */
@Injectable()
export class BusinessCertificates {
  constructor(
    private readonly papers: IssuedPapers,
    private readonly rows: BusinessRows,
    private readonly records: RecordsService,
    private readonly reviews: ReviewsService,
    private readonly catalogue: BusinessCatalogue,
    private readonly calendar: BusinessCalendar,
    private readonly events: Events,
  ) {}

  /** In the open transaction, with the news of it. */
  async issue(registration: BusinessRegistration, cause: 'registered' | 'renewed' | 'transferred' | 'corrected'): Promise<void> {
    const { recordId, number } = registration;
    const snapshot = await this.snapshotOf(registration);
    const paperId = await this.papers.issue({ recordId, kind: CERTIFICATE.kind, snapshot });
    this.events.publish(new BusinessCertified({ recordId, number, paperId, expiresOn: snapshot.expiresOn, cause }));
  }

  async download(principal: Principal, number: string): Promise<StreamableFile> {
    const { record, relation } = await this.records.requireParty(principal, number);
    const { status } = await this.rows.of(record);
    // It names people, and maybe where they live; whoever typed the number reads neither.
    if (relation === 'linked') throw new OwnerOnly(record.number);
    const file = await this.papers.file(record.id, CERTIFICATE.kind);
    if (!file) throw new NoCertificate(record.number, status);
    return file;
  }

  private async snapshotOf(registration: BusinessRegistration): Promise<BusinessCertificateSnapshot> {
    const { business, location, contacts } = registration.details;
    const { conditions } = await this.reviews.state(registration.recordId);
    return {
      number: registration.number,
      legalName: business.legalName,
      dbaName: business.dbaName || null,
      entityTypeName: this.catalogue.entityTypeName(business.entityType),
      activityName: this.catalogue.activityName(business.activity),
      naicsCode: business.naicsCode ?? this.catalogue.activity(business.activity)?.naics ?? '',
      address: location.address,
      owners: contacts.owners.map(({ name, title }) => (title ? `${name}, ${title}` : name)),
      conditions: conditions.map(({ disciplineName, text }) => ({ disciplineName, text })),
      registeredOn: registration.registeredOn!.toString(),
      issuedOn: this.calendar.today().toString(),
      expiresOn: registration.expiresOn!.toString(),
    };
  }
}
