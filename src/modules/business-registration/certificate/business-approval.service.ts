import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { Events } from '../../../platform/events/events.js';
import { Clock } from '../../../platform/time/clock.js';
import { formatLongDate } from '../../../platform/time/format-long-date.js';
import { BusinessCalendar } from '../../city/index.js';
import { InspectionsService } from '../../inspections/index.js';
import { RecordsService } from '../../records/index.js';
import { BusinessFeesService } from '../business-fees.service.js';
import type { BusinessRegistration } from '../business-registration.entity.js';
import { BusinessApproved } from '../business-registration.events.js';
import { BusinessShell } from '../business-shell.js';
import { BusinessCatalogue } from '../catalogue/business-catalogue.js';
import { registeredUntil, toMeet, toPutRight } from '../next-step.rules.js';
import { BusinessRenewal } from '../renewal/renewal.entity.js';
import { firstTermEnd } from '../renewal/renewal.rules.js';
import { BusinessCertificates } from './business-certificates.service.js';
import { BusinessOutstanding } from './business-outstanding.js';

/** From the last review to the certificate, in the first year and in every other one. */
@Injectable()
export class BusinessApprovalService {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly shell: BusinessShell,
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
    registration.approve(this.clock.now());
    await this.shell.tell(registration, 'approved', 'Business registration approved', 'public');
    // One that passed before the registration was returned is not done again.
    const passed = new Set((await this.inspections.passedOn(recordId)).map(({ typeName }) => typeName));
    const needed = this.catalogue.inspectionsFor(registration.details).filter(({ typeName }) => !passed.has(typeName));
    await this.inspections.open(recordId, number, needed);
    await this.announce(registration);
  }

  async approveRenewal(registration: BusinessRegistration, renewal: BusinessRenewal): Promise<void> {
    renewal.approve();
    await this.shell.tell(registration, 'renewal-approved', `Renewal through ${formatLongDate(renewal.until)} approved`);
    await this.openInspections(registration, renewal);
    await this.announce(registration);
  }

  /** What an inspector has to see again because of what has changed. */
  async openInspections({ recordId, number }: BusinessRegistration, renewal: BusinessRenewal): Promise<void> {
    if (!renewal.inspected) return;
    await this.inspections.open(recordId, number, this.catalogue.inspectionsFor(renewal.details));
    // The inspector goes where the business moves to.
    await this.records.update(recordId, { address: this.shell.publicFace(renewal.details).address });
  }

  /** Recomputes what stands between a registration or a renewal and its certificate. Safe to call at any time, for any record. */
  async settle(recordId: string): Promise<void> {
    await this.database.transaction(async () => {
      const registration = await this.shell.take(recordId);
      if (registration) await this.settleLocked(registration);
    });
  }

  /** As `settle`, for a registration whose turn it is already. */
  async settleLocked(registration: BusinessRegistration): Promise<void> {
    const renewal = await this.openRenewal(registration.recordId);
    if (registration.status !== 'approved' && renewal?.status !== 'approved') return;
    await this.database.flush();
    const unmet = await this.outstanding.unmet(registration.recordId);
    if (unmet) await this.shell.show(registration, toMeet(unmet));
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
      const registration = await this.shell.take(recordId);
      if (!registration || registration.closedAt) return;
      await this.shell.show(registration, toPutRight(typeName));
      await this.fees.assessReinspection(recordId, typeName, nextVisit);
    });
  }

  private async announce(registration: BusinessRegistration): Promise<void> {
    const { recordId, number } = registration;
    await this.database.flush();
    const unmet = await this.outstanding.unmet(recordId);
    const outstanding = unmet ? unmet.inspections.length + (unmet.feesDueCents > 0 ? 1 : 0) : 0;
    this.events.publish(new BusinessApproved({ recordId, number, outstanding }));
    await this.settleLocked(registration);
  }

  private async activate(registration: BusinessRegistration): Promise<void> {
    const on = this.calendar.today();
    const until = firstTermEnd(on, this.catalogue.file.renewal.opensDaysBefore);
    registration.activate({ on, until }, this.clock.now());
    await this.certificates.issue(registration, 'registered');
    await this.shell.tell(registration, 'registered', `Business registered through ${formatLongDate(until)}`, 'public');
    await this.shell.show(registration, registeredUntil(until), { issuedOn: on, expiresOn: until });
  }

  private async renew(registration: BusinessRegistration, renewal: BusinessRenewal): Promise<void> {
    const now = this.clock.now();
    registration.renew(renewal.until, renewal.details, now);
    renewal.complete(now);
    await this.database.flush();
    await this.certificates.issue(registration, 'renewed');
    await this.shell.tell(registration, 'renewed', `Registration renewed through ${formatLongDate(renewal.until)}`, 'public');
    await this.shell.show(registration, registeredUntil(renewal.until), {
      expiresOn: renewal.until,
      ...this.shell.publicFace(registration.details),
    });
  }
}
