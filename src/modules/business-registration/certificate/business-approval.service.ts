import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { Events } from '../../../platform/events/events.js';
import { Clock } from '../../../platform/time/clock.js';
import { BusinessCalendar } from '../../city/index.js';
import { InspectionsService } from '../../inspections/index.js';
import { CaseFiles, Lifecycle, RecordsService } from '../../records/index.js';
import { BusinessFeesService } from '../business-fees.service.js';
import type { BusinessRegistration } from '../business-registration.entity.js';
import { BusinessApproved } from '../business-registration.events.js';
import { BusinessOutstanding } from '../business-outstanding.js';
import { BusinessFile } from '../business-file.js';
import { BUSINESS_FILE } from '../business.record-type.js';
import { BusinessCatalogue } from '../catalogue/business-catalogue.js';
import { BusinessRenewal } from '../renewal/renewal.entity.js';
import { firstTermEnd } from '../renewal/renewal.rules.js';
import { BusinessCertificates } from './business-certificates.service.js';

/** From the last review to the certificate, in the first year and in every other one. */
@Injectable()
export class BusinessApprovalService {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly files: CaseFiles,
    private readonly file: BusinessFile,
    private readonly lifecycle: Lifecycle,
    private readonly catalogue: BusinessCatalogue,
    private readonly certificates: BusinessCertificates,
    private readonly outstanding: BusinessOutstanding,
    private readonly inspections: InspectionsService,
    private readonly fees: BusinessFeesService,
    private readonly records: RecordsService,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /** The reviews are done, or none was needed. What is missing is named; when nothing is, the certificate is issued at once. */
  async approve(registration: BusinessRegistration): Promise<void> {
    const { recordId, number } = registration;
    await this.lifecycle.make(registration.approve(this.clock.now()));
    // One that passed before the registration was returned is not done again.
    const passed = new Set((await this.inspections.passedOn(recordId)).map(({ typeName }) => typeName));
    const needed = this.catalogue.inspectionsFor(registration.details).filter(({ typeName }) => !passed.has(typeName));
    await this.inspections.open(recordId, number, needed);
    await this.announce(registration);
  }

  async approveRenewal(registration: BusinessRegistration, renewal: BusinessRenewal): Promise<void> {
    await this.lifecycle.make(renewal.approve(registration));
    await this.openInspections(registration, renewal);
    await this.announce(registration);
  }

  /** What an inspector has to see again because of what has changed. */
  async openInspections({ recordId, number }: BusinessRegistration, renewal: BusinessRenewal): Promise<void> {
    if (!renewal.inspected) return;
    await this.inspections.open(recordId, number, this.catalogue.inspectionsFor(renewal.details));
    // The inspector goes where the business moves to.
    await this.records.update(recordId, { address: this.file.publicFace(renewal.details).address });
  }

  /** Looks anew at what a registration or its renewal waits for. Safe to call at any time, for any record. */
  async advance(recordId: string): Promise<void> {
    await this.database.transaction(async () => {
      const registration = await this.file.lockForUpdate(recordId);
      if (!registration || registration.closedAt) return;
      // A module below may be saying at this moment what it waits for.
      await this.records.lockForUpdate(recordId);
      await this.advanceLocked(registration);
    });
  }

  /** As `advance`, for a registration that is locked: with nothing outstanding the certificate is issued. */
  async advanceLocked(registration: BusinessRegistration): Promise<void> {
    const renewal = await this.openRenewal(registration.recordId);
    if (registration.status !== 'approved' && renewal?.status !== 'approved') return this.file.show(registration);
    await this.database.flush();
    const outstanding = await this.outstanding.of(registration.recordId);
    if (outstanding.items.length > 0) await this.files.show(BUSINESS_FILE, registration, outstanding);
    else if (renewal) await this.renew(registration, renewal);
    else await this.activate(registration);
  }

  /** The renewal that is under way, kept from changing until the transaction ends. */
  openRenewal(recordId: string): Promise<BusinessRenewal | null> {
    return this.em.findOne(BusinessRenewal, { recordId, endedAt: null }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  }

  /** What the inspector found; coming a third time costs a fee. */
  async inspectionFailed(recordId: string, typeName: string, nextVisit: number): Promise<void> {
    await this.database.transaction(async () => {
      const registration = await this.file.lockForUpdate(recordId);
      if (!registration || registration.closedAt) return;
      await this.fees.assessReinspection(recordId, typeName, nextVisit);
      await this.file.show(registration);
    });
  }

  private async announce(registration: BusinessRegistration): Promise<void> {
    const { recordId, number } = registration;
    await this.database.flush();
    const { items } = await this.outstanding.of(recordId);
    this.events.publish(new BusinessApproved({ recordId, number, outstanding: items.length }));
    await this.advanceLocked(registration);
  }

  private async activate(registration: BusinessRegistration): Promise<void> {
    const on = this.calendar.today();
    const until = firstTermEnd(on, this.catalogue.file.renewal.opensDaysBefore);
    await this.lifecycle.make(registration.activate({ on, until }));
    await this.certificates.issue(registration, 'registered');
    await this.file.show(registration, { issuedOn: on, expiresOn: until });
  }

  private async renew(registration: BusinessRegistration, renewal: BusinessRenewal): Promise<void> {
    const completed = renewal.complete(registration, this.clock.now());
    await this.lifecycle.make(completed, registration.renew(renewal.until, renewal.details));
    await this.database.flush();
    await this.certificates.issue(registration, 'renewed');
    await this.file.show(registration, { expiresOn: renewal.until, ...this.file.publicFace(registration.details) });
  }
}
