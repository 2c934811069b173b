import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../platform/time/clock.js';
import { Addresses } from '../../city/index.js';
import { Lifecycle, RecordsService } from '../../records/index.js';
import { ReviewsService, type Discipline } from '../../reviews/index.js';
import { BusinessFeesService } from '../business-fees.service.js';
import type { BusinessRegistration } from '../business-registration.entity.js';
import { BusinessCorrectionsOpen, RegistrationIncomplete } from '../business-registration.errors.js';
import type { BusinessRegistrationDto } from '../business-registrations.dto.js';
import { BusinessQueries } from '../business-registrations.queries.js';
import { BusinessFile } from '../business-file.js';
import { BusinessCatalogue } from '../catalogue/business-catalogue.js';
import { BusinessApprovalService } from '../certificate/business-approval.service.js';
import { TaxNumbers } from '../confidential/tax-numbers.service.js';
import { BusinessStepsQueries } from '../steps/business-steps.queries.js';
import { missingForSubmission } from '../steps/steps.rules.js';

/** Hands a registration in: the first time, after it was returned, or after corrections. */
@Injectable()
export class BusinessSubmissionService {
  constructor(
    private readonly database: Database,
    private readonly file: BusinessFile,
    private readonly lifecycle: Lifecycle,
    private readonly steps: BusinessStepsQueries,
    private readonly catalogue: BusinessCatalogue,
    private readonly fees: BusinessFeesService,
    private readonly reviews: ReviewsService,
    private readonly approval: BusinessApprovalService,
    private readonly taxNumbers: TaxNumbers,
    private readonly addresses: Addresses,
    private readonly records: RecordsService,
    private readonly queries: BusinessQueries,
    private readonly clock: Clock,
  ) {}

  async submit(principal: Principal, number: string): Promise<BusinessRegistrationDto> {
    return this.database.transaction(async () => {
      const { record } = await this.records.requireOwner(principal, number);
      const registration = await this.file.lockOf(record);
      registration.require('submit');
      const corrected = registration.status === 'corrections-required';
      // A changed step answers for all.
      const untouched = corrected && !registration.correctedAt ? await this.reviews.untouched(record.id) : [];
      if (untouched.length > 0) throw new BusinessCorrectionsOpen(registration.number, untouched);
      await this.hand(registration, corrected);
      await this.database.flush();
      return this.queries.registration(principal, record.number);
    });
  }

  /** Passes on what was answered a day ago and not sent again. */
  async passOn(recordId: string): Promise<void> {
    await this.database.transaction(async () => {
      const registration = await this.file.lockForUpdate(recordId);
      if (registration?.status !== 'corrections-required') return;
      if (!(await this.reviews.goesOnByItself(recordId))) return;
      if (missingForSubmission(await this.steps.progress(recordId)).length > 0) return;
      await this.hand(registration, true);
    });
  }

  private async hand(registration: BusinessRegistration, corrected: boolean): Promise<void> {
    const { recordId, number } = registration;
    // A document that is being deleted counts as gone.
    await this.records.lockForUpdate(recordId);
    const missing = missingForSubmission(await this.steps.progress(recordId));
    if (missing.length > 0) throw new RegistrationIncomplete(number, missing);

    const again = registration.submittedAt != null;
    // A draft may be older than the city's list of addresses.
    if (!again) registration.writeAddress(await this.addresses.matched(registration.details.location.address, '/location/address'));
    await this.lifecycle.make(registration.submit(await this.fees.scheduleVersion(registration), this.clock.now()));
    const reviewed = corrected ? await this.reopen(registration) : await this.open(registration);
    await this.fees.assessRegistration(registration, again);
    await this.records.update(recordId, { isPublic: true, ...this.file.publicFace(registration.details) });
    await this.warnOfSameFein(registration);
    if (reviewed.length === 0) return this.approval.approve(registration);
    await this.lifecycle.make(registration.startReview());
    await this.file.show(registration);
  }

  /** Before the fees are touched, as the order of locks demands. */
  private async open({ recordId, number, details }: BusinessRegistration): Promise<Discipline[]> {
    const disciplines = this.catalogue.reviewsFor(details);
    if (disciplines.length > 0) await this.reviews.openCycle(recordId, number, disciplines);
    return disciplines;
  }

  private async reopen({ recordId, details }: BusinessRegistration): Promise<Discipline[]> {
    return (await this.reviews.resubmit(recordId, this.catalogue.reviewsFor(details))).disciplines;
  }

  private async warnOfSameFein(registration: BusinessRegistration): Promise<void> {
    const others = await this.taxNumbers.othersWithSameFein(registration.recordId);
    if (others.length === 0) return;
    const summary = `The same FEIN is on file for ${others.join(', ')}.`;
    await this.records.tell(registration.recordId, registration.line('same-fein', summary, 'staff'));
  }
}
