import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../platform/time/clock.js';
import { Addresses } from '../../city/index.js';
import { AttachmentsService } from '../../attachments/index.js';
import { CaseFiles, Lifecycle, RecordsService, type RecordSummary } from '../../records/index.js';
import { ReviewsService } from '../../reviews/index.js';
import type { PermitContext } from '../issuance/permit-outstanding.js';
import type { Permit } from '../permit.entity.js';
import { PERMIT_FILE } from '../permit.record-type.js';
import { ApplicationIncomplete, CorrectionsOpen } from '../permits.errors.js';
import type { PermitDto } from '../permits.dto.js';
import { PermitQueries } from '../permits.queries.js';
import { PermitTypes } from '../types/permit-types.service.js';
import { ownAnswers, withDerived } from '../types/derived-answers.rules.js';
import { requirementsOf, type TypeRequirements } from '../types/permit-type.rules.js';
import type { PermitTypeVersion } from '../types/permit-type.js';
import { answersStillAsked, missingForSubmission } from './application.rules.js';
import { chooseType } from './choose-type.js';
import { PermitFeesService } from './permit-fees.service.js';
import { PermitReviewsService } from './permit-reviews.service.js';

/** What applicants do with an application: submit it, resubmit it after corrections, withdraw it. */
@Injectable()
export class PermitSubmissionService {
  constructor(
    private readonly database: Database,
    private readonly files: CaseFiles,
    private readonly lifecycle: Lifecycle,
    private readonly types: PermitTypes,
    private readonly addresses: Addresses,
    private readonly fees: PermitFeesService,
    private readonly planReview: PermitReviewsService,
    private readonly reviews: ReviewsService,
    private readonly records: RecordsService,
    private readonly attachments: AttachmentsService,
    private readonly queries: PermitQueries,
    private readonly clock: Clock,
  ) {}

  async submit(principal: Principal, number: string): Promise<PermitDto> {
    return this.database.transaction(async () => {
      const { record } = await this.records.requireOwner(principal, number);
      const permit = await this.files.lockOf(PERMIT_FILE, record);
      permit.require('submit');
      const type = await this.typeToSubmitUnder(permit, record);
      const needs = requirementsOf(type, permit);
      // A document that is being deleted counts as gone.
      await this.records.lockForUpdate(permit.recordId);
      await this.requireComplete(permit, type, needs);

      const again = permit.submittedAt != null;
      const { version } = await this.fees.scheduleFor(permit);
      await this.lifecycle.make(permit.submit(version, this.clock.now()));
      await this.planReview.open(permit, needs.disciplines);
      if (again) await this.fees.reassess(permit, type);
      else await this.fees.assess(permit, type);
      await this.records.update(permit.recordId, { isPublic: true });
      const context = await this.planReview.goOn(permit, needs.disciplines);
      await this.database.flush();
      return this.queries.permit(principal, record.number, context);
    });
  }

  async resubmit(principal: Principal, number: string): Promise<PermitDto> {
    return this.database.transaction(async () => {
      const { record } = await this.records.requireOwner(principal, number);
      const permit = await this.files.lockOf(PERMIT_FILE, record);
      permit.require('resubmit');
      // A changed application answers for all.
      const untouched = permit.correctedAt ? [] : await this.reviews.untouched(permit.recordId);
      if (untouched.length > 0) throw new CorrectionsOpen(permit.number, untouched);
      const context = await this.openNextCycle(permit);
      await this.database.flush();
      return this.queries.permit(principal, record.number, context);
    });
  }

  /** Passes on what was answered a day ago and not sent again. */
  async resubmitAnswered(recordId: string): Promise<void> {
    return this.database.transaction(async () => {
      const permit = await this.files.lockForUpdate(PERMIT_FILE, recordId);
      if (permit?.status !== 'corrections-required') return;
      if (!(await this.reviews.goesOnByItself(recordId))) return;
      const type = await this.types.version(permit.typeVersionId);
      if ((await this.missing(permit, type, requirementsOf(type, permit))).length > 0) return;
      await this.openNextCycle(permit);
    });
  }

  async withdraw(principal: Principal, number: string, reason: string | undefined): Promise<PermitDto> {
    return this.database.transaction(async () => {
      const { record } = await this.records.requireOwner(principal, number);
      const permit = await this.files.lockOf(PERMIT_FILE, record);
      await this.lifecycle.make(permit.withdraw(reason ?? null, this.clock.now()));
      await this.reviews.cancelOpen(permit.recordId);
      await this.fees.voidUnpaid(permit, 'The application was withdrawn');
      await this.files.close(PERMIT_FILE, permit);
      await this.database.flush();
      return this.queries.permit(principal, record.number);
    });
  }

  /**
   * What is submitted first is applied for today: under the type, the fee schedule and the list of parcels that are in force now.
   * Later it keeps the version it was applied for under.
   */
  private async typeToSubmitUnder(permit: Permit, record: RecordSummary): Promise<PermitTypeVersion> {
    if (permit.submittedAt != null) return this.types.version(permit.typeVersionId);
    const type = await chooseType(this.types, permit.typeCode);
    const place = await this.addresses.match(record.address!);
    permit.moveTo(type, withDerived(type, answersStillAsked(type, ownAnswers(permit)), place?.parcel));
    await this.records.update(permit.recordId, {
      typeName: type.name,
      category: type.category,
      ...(place ? { address: place.address } : {}),
    });
    return type;
  }

  private async openNextCycle(permit: Permit): Promise<PermitContext> {
    const type = await this.types.version(permit.typeVersionId);
    const needs = requirementsOf(type, permit);
    await this.requireComplete(permit, type, needs);
    const { cycle, disciplines } = await this.reviews.resubmit(permit.recordId, needs.disciplines);
    await this.lifecycle.make(permit.resubmit(cycle));
    return this.planReview.goOn(permit, disciplines);
  }

  private async requireComplete(permit: Permit, type: PermitTypeVersion, needs: TypeRequirements): Promise<void> {
    const errors = await this.missing(permit, type, needs);
    if (errors.length > 0) throw new ApplicationIncomplete(permit.number, errors);
  }

  private async missing(permit: Permit, type: PermitTypeVersion, needs: TypeRequirements) {
    const uploaded = new Set((await this.attachments.current(permit.recordId)).map((attachment) => attachment.documentType));
    return missingForSubmission(type, permit.answers, needs.documents, uploaded);
  }
}
