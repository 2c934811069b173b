import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { InvalidInput, type FieldError } from '../../../platform/errors/domain-error.js';
import { Clock } from '../../../platform/time/clock.js';
import { Addresses, BusinessCalendar } from '../../city/index.js';
import { FeesService, type FeeLineInput } from '../../payments/index.js';
import { Lifecycle, RecordsService, toNextStepDto } from '../../records/index.js';
import { ReviewsService } from '../../reviews/index.js';
import type { BusinessDetails } from '../business-details.js';
import { BusinessFeesService, totalOf } from '../business-fees.service.js';
import type { BusinessRegistration } from '../business-registration.entity.js';
import { BusinessCorrectionsOpen, RenewalUnderWay } from '../business-registration.errors.js';
import { BusinessFile } from '../business-file.js';
import { BusinessCatalogue } from '../catalogue/business-catalogue.js';
import { BusinessApprovalService } from '../certificate/business-approval.service.js';
import { stateNumberProblems } from '../confidential/tax-numbers.rules.js';
import { TaxNumbers } from '../confidential/tax-numbers.service.js';
import { BusinessStepsQueries } from '../steps/business-steps.queries.js';
import { businessProblems, documentProblems, locationProblems, totalProblems } from '../steps/steps.rules.js';
import { BusinessRenewal, type RenewalContent } from './renewal.entity.js';
import { callsForReview, changesBetween, changesPlace, renewedTermEnd } from './renewal.rules.js';
import { RENEWAL_STATUS_LABELS } from './renewal.status.js';
import type { BusinessRenewalDto, RenewBusinessRequest } from './renewals.dto.js';

/** The yearly renewal: what changed is said, looked at where it matters, and paid. */
@Injectable()
export class RenewalsService {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly file: BusinessFile,
    private readonly lifecycle: Lifecycle,
    private readonly catalogue: BusinessCatalogue,
    private readonly steps: BusinessStepsQueries,
    private readonly charges: BusinessFeesService,
    private readonly fees: FeesService,
    private readonly reviews: ReviewsService,
    private readonly approval: BusinessApprovalService,
    private readonly taxNumbers: TaxNumbers,
    private readonly addresses: Addresses,
    private readonly records: RecordsService,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
  ) {}

  async renew(principal: Principal, number: string, request: RenewBusinessRequest): Promise<BusinessRenewalDto> {
    return this.database.transaction(async () => {
      const { record } = await this.records.requireOwner(principal, number);
      const registration = await this.file.lockOf(record);
      registration.require('renew');
      const open = await this.approval.openRenewal(record.id);
      if (open && open.status !== 'corrections-required') throw new RenewalUnderWay(record.number, open.until);

      const details = await this.placed(request, open?.details ?? registration.details);
      await this.taxNumbers.keep(record.id, principal.accountId, request.business ?? {});
      const today = this.calendar.today();
      const until = open?.until ?? renewedTermEnd(registration.expiresOn!, today);
      const late = open?.late ?? Temporal.PlainDate.compare(registration.expiresOn!, today) < 0;
      const lines = await this.charges.linesFor(details, { for: 'renewal', until, late });
      // A document that is being deleted counts as gone.
      await this.records.lockForUpdate(record.id);
      await this.requireComplete(registration, details, lines, request);

      const content = await this.contentOf(registration, details);
      const renewal = open
        ? await this.resubmit(registration, open, content, lines)
        : await this.begin(registration, { until, late }, content, lines);
      await this.database.flush();
      return this.toDto(registration, renewal, lines);
    });
  }

  /** As for a registration. */
  async passOn(recordId: string): Promise<void> {
    await this.database.transaction(async () => {
      const registration = await this.file.lockForUpdate(recordId);
      const renewal = registration && (await this.approval.openRenewal(recordId));
      if (renewal?.status !== 'corrections-required') return;
      if (!(await this.reviews.goesOnByItself(recordId))) return;
      const { details, changes, disciplines, inspected } = renewal;
      await this.reopen(registration!, renewal, { ...details, changes, disciplines, inspected });
    });
  }

  private async begin(
    registration: BusinessRegistration,
    { until, late }: { until: Temporal.PlainDate; late: boolean },
    content: RenewalContent,
    lines: FeeLineInput[],
  ): Promise<BusinessRenewal> {
    const { recordId, number } = registration;
    const renewal = BusinessRenewal.begin(recordId, { until, late, feeCents: totalOf(lines) }, content, this.clock.now());
    this.em.persist(renewal);
    await this.database.flush();
    if (content.disciplines.length > 0) {
      await this.reviews.openCycle(
        recordId,
        number,
        this.catalogue.reviewsFor(content).filter(({ code }) => content.disciplines.includes(code)),
      );
    }
    await this.fees.assess(recordId, lines);
    await this.lifecycle.make(renewal.handIn(registration));
    if (renewal.status !== 'approved') await this.file.show(registration);
    else {
      await this.approval.openInspections(registration, renewal);
      await this.approval.advanceLocked(registration);
    }
    return renewal;
  }

  private async resubmit(
    registration: BusinessRegistration,
    renewal: BusinessRenewal,
    content: RenewalContent,
    lines: FeeLineInput[],
  ): Promise<BusinessRenewal> {
    const { business, location, contacts } = content;
    const changed = changesBetween(await this.asListed(renewal.details), { business, location, contacts }).length > 0;
    const untouched = changed ? [] : await this.reviews.untouched(renewal.recordId);
    if (untouched.length > 0) throw new BusinessCorrectionsOpen(registration.number, untouched);
    await this.reopen(registration, renewal, content);
    await this.followFees(renewal, lines);
    return renewal;
  }

  private async reopen(registration: BusinessRegistration, renewal: BusinessRenewal, content: RenewalContent): Promise<void> {
    const others = this.catalogue
      .reviewsFor(content)
      .filter(({ code }) => content.disciplines.includes(code) && !renewal.disciplines.includes(code));
    await this.reviews.reopenForCorrections(registration.recordId, others);
    const disciplines = [...new Set([...renewal.disciplines, ...content.disciplines])];
    const { business, location, contacts, changes, inspected } = content;
    const handedIn = { business, location, contacts, changes, inspected, disciplines };
    await this.lifecycle.make(renewal.resubmit(registration, handedIn, this.clock.now()));
    await this.file.show(registration);
  }

  private async followFees(renewal: BusinessRenewal, lines: FeeLineInput[]): Promise<void> {
    const totalCents = totalOf(lines);
    if (totalCents === renewal.feeCents) return;
    await this.charges.reassessRenewal(renewal.recordId, lines, renewal.submittedAt);
    renewal.feeCents = totalCents;
  }

  /** Another place is one of the city's list of addresses; the one of last year may be older than the list. */
  private async placed(request: RenewBusinessRequest, before: BusinessDetails): Promise<BusinessDetails> {
    const details = detailsFrom(request, before);
    if (!changesPlace(before, details)) return this.asListed(details);
    const address = await this.addresses.matched(details.location.address, '/location/address');
    return { ...details, location: { ...details.location, address } };
  }

  /** What was written before the list was loaded, in its words: another spelling is no other place. */
  private async asListed(details: BusinessDetails): Promise<BusinessDetails> {
    const address = await this.addresses.recognized(details.location.address);
    return { ...details, location: { ...details.location, address } };
  }

  private async contentOf(registration: BusinessRegistration, details: BusinessDetails): Promise<RenewalContent> {
    const changes = changesBetween(await this.asListed(registration.details), details);
    const again = callsForReview(changes, this.catalogue.file.reviewedChanges);
    return {
      ...details,
      changes,
      disciplines: again ? this.catalogue.reviewsFor(details).map(({ code }) => code) : [],
      inspected: again && this.catalogue.inspectionsFor(details).length > 0,
    };
  }

  private async requireComplete(
    { recordId }: BusinessRegistration,
    details: BusinessDetails,
    lines: FeeLineInput[],
    { totalCents, business: written }: RenewBusinessRequest,
  ): Promise<void> {
    const { business, location } = details;
    const onFile = await this.taxNumbers.onFile(recordId);
    const documents = await this.steps.documentsOf(recordId, details);
    const below = (step: string, problems: FieldError[]) =>
      problems.map(({ pointer, detail }) => ({ pointer: `/${step}${pointer}`, detail }));
    const problems = [
      ...below(
        'business',
        businessProblems(business, this.catalogue.entityType(business.entityType), this.catalogue.activity(business.activity), onFile),
      ),
      ...below('business', stateNumberProblems(written?.ibt, this.catalogue.file.stateTaxNumber)),
      ...below('location', locationProblems(location)),
      ...below('documents', documentProblems(documents.filter(({ uploaded }) => !uploaded))),
      ...totalProblems(totalOf(lines), totalCents),
    ];
    if (problems.length > 0) throw new InvalidInput(problems);
  }

  private async toDto(registration: BusinessRegistration, renewal: BusinessRenewal, lines: FeeLineInput[]): Promise<BusinessRenewalDto> {
    const { nextStep } = (await this.records.byId(registration.recordId))!;
    const { until, status, changes, inspected, late } = renewal;
    return {
      number: registration.number,
      until: until.toString(),
      status,
      statusLabel: RENEWAL_STATUS_LABELS[status],
      changes: changes.map((change) => ({ ...change })),
      reviews: this.catalogue.file.reviews
        .filter(({ code }) => renewal.disciplines.includes(code))
        .map(({ code, name }) => ({ discipline: code, name })),
      inspected,
      late,
      fees: {
        lines: lines.map(({ code, description, basis, amountCents }) => ({ code, description, basis, amountCents })),
        totalCents: totalOf(lines),
      },
      registrationStatus: registration.status,
      nextStep: toNextStepDto(nextStep),
    };
  }
}

/** A step that is sent takes the place of last year's. */
function detailsFrom({ business, location, ownersAndContacts }: RenewBusinessRequest, before: BusinessDetails): BusinessDetails {
  const { fein: _fein, ibt: _ibt, ...profile } = business ?? { ...before.business, fein: undefined, ibt: undefined };
  return {
    business: profile,
    location: location ? { ...location } : before.location,
    contacts: ownersAndContacts ? { ...ownersAndContacts } : before.contacts,
  };
}
