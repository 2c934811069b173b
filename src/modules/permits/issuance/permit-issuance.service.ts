import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { Events } from '../../../platform/events/events.js';
import { Clock } from '../../../platform/time/clock.js';
import { formatLongDate } from '../../../platform/time/format-long-date.js';
import { AccountsService } from '../../accounts/index.js';
import { BusinessCalendar, CityProfile } from '../../city/index.js';
import { InspectionsService } from '../../inspections/index.js';
import { RecordsService } from '../../records/index.js';
import { PermitFeesService } from '../application/permit-fees.service.js';
import type { PermitSnapshot } from '../document/permit-card.js';
import { PermitDocumentsService } from '../document/permit-documents.service.js';
import type { Permit } from '../permit.entity.js';
import { PermitLock } from '../permit-lock.js';
import { PermitShell } from '../permit-shell.js';
import {
  PermitApproved,
  PermitExpired,
  PermitFinaled,
  PermitIssued,
  PermitReadyForPickup,
  RequirementsChanged,
} from '../permits.events.js';
import { isLargeProject } from '../types/permit-type.rules.js';
import { OWNER_DOES_WORK } from '../types/permit-type.js';
import { expiryAfterInspection, firstExpiry, hasExpired } from './expiry.rules.js';
import { PermitOutstanding, type PermitPicture } from './permit-outstanding.js';

/** From approval to the end: settles the requirements, issues the permit when none is left, and sees it through its term. */
@Injectable()
export class PermitIssuanceService {
  constructor(
    private readonly database: Database,
    private readonly lock: PermitLock,
    private readonly shell: PermitShell,
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
  async approve(permit: Permit): Promise<PermitPicture> {
    permit.approve(this.clock.now());
    await this.shell.tell(permit, 'approved', 'Application approved', 'public');
    const { recordId, number } = permit;
    const waiting = await this.outstanding.of(permit);
    const { picture, outstanding } = waiting;
    this.events.publish(new PermitApproved({ recordId, number, outstanding: outstanding.items.length }));
    if (outstanding.items.length === 0) await this.issue(permit, picture);
    else await this.shell.showWaiting(permit, waiting);
    return picture;
  }

  /** Looks anew at what a permit waits for, after something of it has changed. Safe to call at any time, for any record. */
  async settle(recordId: string): Promise<void> {
    await this.database.transaction(async () => {
      const permit = await this.lock.take(recordId);
      if (!permit || permit.closedAt) return;
      // A module below may be saying at this moment what it waits for.
      await this.records.takeTurn(recordId);
      await this.settleLocked(permit);
    });
  }

  /** As `settle`, for a permit whose turn it is already: one that is approved and has nothing outstanding is issued. */
  async settleLocked(permit: Permit): Promise<PermitPicture> {
    await this.database.flush();
    const waiting = await this.outstanding.of(permit);
    const { picture, outstanding } = waiting;
    if (permit.status === 'approved' && outstanding.items.length === 0) {
      await this.issue(permit, picture);
      return picture;
    }
    const hasChanged = await this.shell.showWaiting(permit, waiting, permit.status === 'issued' ? { expiresOn: permit.expiresOn } : {});
    const { recordId, number } = permit;
    if (permit.status === 'approved' && hasChanged) {
      this.events.publish(new RequirementsChanged({ recordId, number, outstanding: outstanding.items.length }));
    }
    return picture;
  }

  /** A new edition of the permit card, after something on it changed. */
  async reissue(permit: Permit): Promise<string> {
    const before = (await this.documents.newest(permit.recordId))!;
    return this.documents.keep(permit.recordId, {
      ...before,
      expiresOn: permit.expiresOn!.toString(),
      extended: permit.extendedOn !== null,
    });
  }

  /** Work that is inspected keeps its permit alive (IRC R105.5). */
  async inspectionPassed(recordId: string, at: Temporal.Instant): Promise<void> {
    await this.database.transaction(async () => {
      const permit = await this.lock.take(recordId);
      if (permit?.status !== 'issued') return;
      const until = expiryAfterInspection(this.calendar.dateOf(at), {
        fixedTerm: permit.fixedTerm,
        inactivityDays: this.city.permit.expiryDays,
      });
      if (until) permit.keepAlive(until);
      await this.settleLocked(permit);
    });
  }

  /** The last approval ends the job (`I-04`). */
  async allInspectionsPassed(recordId: string): Promise<void> {
    await this.database.transaction(async () => {
      const permit = await this.lock.take(recordId);
      if (permit?.status !== 'issued') return;
      await this.final(permit, 'All inspections passed: the permit is closed', true);
    });
  }

  /** Ends a permit whose date has passed. One without inspections has run its term; any other has lapsed. */
  async endTerm(recordId: string): Promise<void> {
    await this.database.transaction(async () => {
      const permit = await this.lock.take(recordId);
      if (permit?.status !== 'issued' || !hasExpired(permit.expiresOn!, this.calendar.today())) return;
      if (!permit.inspected) return this.final(permit, `The permit has run its term, through ${formatLongDate(permit.expiresOn!)}`);
      const { number } = permit;
      permit.expire(this.clock.now());
      await this.inspections.cancelOpen(recordId);
      await this.shell.tell(permit, 'expired', `Permit expired: it was valid through ${formatLongDate(permit.expiresOn!)}`, 'public');
      await this.shell.close(permit);
      this.events.publish(new PermitExpired({ recordId, number, expiresOn: permit.expiresOn!.toString() }));
    });
  }

  private async issue(permit: Permit, picture: PermitPicture): Promise<void> {
    const { recordId, number } = permit;
    const { type, needs } = picture;
    const now = this.clock.now();
    const on = this.calendar.dateOf(now);
    const expiresOn = firstExpiry(on, type);
    const large = isLargeProject(type, permit.valuationCents, this.city.permit.largeProject.valuationCents);
    permit.issue({ on, expiresOn, fixedTerm: type.fixedTerm, inspected: needs.inspections.length > 0, large }, now);
    const documentId = await this.documents.keep(recordId, await this.snapshotOf(permit, picture));
    await this.inspections.open(recordId, number, needs.inspections);
    await this.shell.tell(permit, 'issued', `Permit issued, valid through ${formatLongDate(expiresOn)}`, 'public');
    await this.shell.show(permit, { issuedOn: on, expiresOn });
    this.events.publish(new PermitIssued({ recordId, number, documentId, expiresOn: expiresOn.toString() }));
    if (large) this.events.publish(new PermitReadyForPickup({ recordId, number }));
  }

  /** A fee for the third visit of one inspection and each one after it; announced with the result. */
  async chargeReinspection(recordId: string, typeName: string, visit: number): Promise<void> {
    await this.database.transaction(async () => {
      const permit = await this.lock.take(recordId);
      if (permit?.status === 'issued') await this.fees.chargeReinspection(permit, typeName, visit);
    });
  }

  private async final(permit: Permit, summary: string, certified = false): Promise<void> {
    const { recordId, number } = permit;
    permit.final(this.clock.now());
    await this.inspections.cancelOpen(recordId);
    if (certified) await this.certify(recordId);
    await this.shell.tell(permit, 'finaled', summary, 'public');
    await this.shell.close(permit, { expiresOn: permit.expiresOn });
    this.events.publish(new PermitFinaled({ recordId, number, certificate: certified }));
  }

  private async certify(recordId: string): Promise<void> {
    const passed = await this.inspections.passedOn(recordId);
    const dated = passed.map(({ typeName, at }) => ({ typeName, on: this.calendar.dateOf(at).toString() }));
    await this.documents.keepCompletion(recordId, dated, this.calendar.today().toString());
  }

  private async snapshotOf(permit: Permit, { type, needs, reviews, contractors }: PermitPicture): Promise<PermitSnapshot> {
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
      issuedOn: permit.issuedOn!.toString(),
      expiresOn: permit.expiresOn!.toString(),
      extended: false,
    };
  }
}
