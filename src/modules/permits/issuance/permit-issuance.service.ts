import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../platform/time/clock.js';
import { Events } from '../../../platform/events/events.js';
import { AccountsService } from '../../accounts/index.js';
import { BusinessCalendar, CityProfile } from '../../city/index.js';
import { InspectionsService } from '../../inspections/index.js';
import { CaseFiles, Lifecycle, RecordsService } from '../../records/index.js';
import { PermitFeesService } from '../application/permit-fees.service.js';
import type { PermitSnapshot } from '../document/permit-card.js';
import { PermitDocumentsService } from '../document/permit-documents.service.js';
import type { IssueTerms, Permit } from '../permit.entity.js';
import { PERMIT_FILE } from '../permit.record-type.js';
import { RequirementsChanged } from '../permits.events.js';
import { isLargeProject } from '../types/permit-type.rules.js';
import { OWNER_DOES_WORK } from '../types/permit-type.js';
import { expiryAfterInspection, firstExpiry, hasExpired } from './expiry.rules.js';
import { PermitOutstanding, type PermitContext } from './permit-outstanding.js';

/** From approval to the end: looks whether anything is outstanding, issues the permit when nothing is, and sees it through its term. */
@Injectable()
export class PermitIssuanceService {
  constructor(
    private readonly database: Database,
    private readonly files: CaseFiles,
    private readonly lifecycle: Lifecycle,
    private readonly outstanding: PermitOutstanding,
    private readonly documents: PermitDocumentsService,
    private readonly inspections: InspectionsService,
    private readonly fees: PermitFeesService,
    private readonly records: RecordsService,
    private readonly accounts: AccountsService,
    private readonly city: CityProfile,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /** The reviews are done, or none was needed. What is missing is named; when nothing is, the permit is issued at once. */
  async approve(permit: Permit): Promise<PermitContext> {
    const { context, outstanding } = await this.outstanding.of(permit, 'approved');
    await this.lifecycle.make(permit.approve(outstanding.items.length, this.clock.now()));
    if (outstanding.items.length === 0) await this.issue(permit, context);
    else await this.files.show(PERMIT_FILE, permit, outstanding);
    return context;
  }

  /** Looks anew at what a permit waits for, after something of it has changed. Safe to call at any time, for any record. */
  async advance(recordId: string): Promise<void> {
    await this.database.transaction(async () => {
      const permit = await this.files.lockForUpdate(PERMIT_FILE, recordId);
      if (!permit || permit.closedAt) return;
      // A module below may be saying at this moment what it waits for.
      await this.records.lockForUpdate(recordId);
      await this.advanceLocked(permit);
    });
  }

  /** As `advance`, for a permit that is locked already: one that is approved and has nothing outstanding is issued. */
  async advanceLocked(permit: Permit): Promise<PermitContext> {
    await this.database.flush();
    const { context, outstanding } = await this.outstanding.of(permit);
    const isApproved = permit.status === 'approved';
    if (isApproved && outstanding.items.length === 0) {
      await this.issue(permit, context);
      return context;
    }
    const hasChanged = await this.files.show(PERMIT_FILE, permit, outstanding);
    const { recordId, number } = permit;
    if (isApproved && hasChanged) {
      this.events.publish(new RequirementsChanged({ recordId, number, outstanding: outstanding.items.length }));
    }
    return context;
  }

  /** A new edition of the permit card, with the date that an extension gives it. */
  async reissueExtended({ recordId }: Permit, expiresOn: Temporal.PlainDate): Promise<string> {
    const before = (await this.documents.newest(recordId))!;
    return this.documents.keep(recordId, { ...before, expiresOn: expiresOn.toString(), extended: true });
  }

  /** Work that is inspected keeps its permit alive (IRC R105.5). */
  async inspectionPassed(recordId: string, at: Temporal.Instant): Promise<void> {
    await this.database.transaction(async () => {
      const permit = await this.files.lockForUpdate(PERMIT_FILE, recordId);
      if (permit?.status !== 'issued') return;
      const until = expiryAfterInspection(this.calendar.dateOf(at), {
        fixedTerm: permit.fixedTerm,
        inactivityDays: this.city.permit.expiryDays,
      });
      if (until) permit.keepAlive(until);
      await this.advanceLocked(permit);
    });
  }

  /** The last approval ends the job (`I-04`). */
  async allInspectionsPassed(recordId: string): Promise<void> {
    await this.database.transaction(async () => {
      const permit = await this.files.lockForUpdate(PERMIT_FILE, recordId);
      if (permit?.status !== 'issued') return;
      await this.final(permit, true);
    });
  }

  /** Ends a permit whose date has passed. One without inspections has run its term; any other has lapsed. */
  async endTerm(recordId: string): Promise<void> {
    await this.database.transaction(async () => {
      const permit = await this.files.lockForUpdate(PERMIT_FILE, recordId);
      if (permit?.status !== 'issued' || !hasExpired(permit.expiresOn!, this.calendar.today())) return;
      if (!permit.inspected) return this.final(permit, false);
      await this.lifecycle.make(permit.expire(this.clock.now()));
      await this.inspections.cancelOpen(recordId);
      await this.files.close(PERMIT_FILE, permit);
    });
  }

  private async issue(permit: Permit, context: PermitContext): Promise<void> {
    const { recordId, number } = permit;
    const { type, needs } = context;
    const now = this.clock.now();
    const on = this.calendar.dateOf(now);
    const terms: IssueTerms = {
      on,
      expiresOn: firstExpiry(on, type),
      fixedTerm: type.fixedTerm,
      inspected: needs.inspections.length > 0,
      large: isLargeProject(type, permit.valuationCents, this.city.permit.largeProject.valuationCents),
    };
    const documentId = await this.documents.keep(recordId, await this.snapshotOf(permit, context, terms));
    await this.inspections.open(recordId, number, needs.inspections);
    await this.lifecycle.make(permit.issue(terms, documentId, now));
    await this.advanceLocked(permit);
  }

  /** A fee for the third visit of one inspection and each one after it; announced with the result. */
  async chargeReinspection(recordId: string, typeName: string, visit: number): Promise<void> {
    await this.database.transaction(async () => {
      const permit = await this.files.lockForUpdate(PERMIT_FILE, recordId);
      if (permit?.status === 'issued') await this.fees.chargeReinspection(permit, typeName, visit);
    });
  }

  /** @param certificate whether its inspections passed; one without inspections has run its term */
  private async final(permit: Permit, certificate: boolean): Promise<void> {
    await this.lifecycle.make(permit.final(certificate, this.clock.now()));
    await this.inspections.cancelOpen(permit.recordId);
    if (certificate) await this.certify(permit.recordId);
    await this.files.close(PERMIT_FILE, permit);
  }

  private async certify(recordId: string): Promise<void> {
    const passed = await this.inspections.passedOn(recordId);
    const dated = passed.map(({ typeName, at }) => ({ typeName, on: this.calendar.dateOf(at).toString() }));
    await this.documents.keepCompletion(recordId, dated, this.calendar.today().toString());
  }

  private async snapshotOf(
    permit: Permit,
    { type, needs, reviews, contractors }: PermitContext,
    { on, expiresOn }: IssueTerms,
  ): Promise<PermitSnapshot> {
    const record = (await this.records.byId(permit.recordId))!;
    const applicant = await this.accounts.get(permit.applicantId);
    const asked = new Set(needs.disciplines.map(({ code }) => code));
    const classNames = new Map(type.contractorClasses.map(({ code, name }) => [code, name]));
    return {
      number: permit.number,
      typeName: type.name,
      categoryName: type.categoryName,
      address: record.address!,
      description: permit.description,
      applicantName: applicant?.businessName ?? applicant?.displayName ?? '',
      contractors: contractors
        .filter((contractor) => !contractor.disavowed)
        .map(({ number, businessName, classes }) => ({
          number,
          businessName,
          classes: classes.flatMap((code) => classNames.get(code) ?? []),
        })),
      ownerDoesWork: permit.answers[OWNER_DOES_WORK] === true,
      conditions: reviews.conditions
        .filter(({ discipline }) => asked.has(discipline))
        .map(({ disciplineName, text }) => ({ disciplineName, text })),
      inspections: needs.inspections.map(({ typeName, required }) => ({ typeName, required })),
      issuedOn: on.toString(),
      expiresOn: expiresOn.toString(),
      extended: false,
    };
  }
}
