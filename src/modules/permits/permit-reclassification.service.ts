import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { Addresses } from '../city/index.js';
import { AttachmentsService } from '../attachments/index.js';
import { CaseFiles, Lifecycle, RecordsService } from '../records/index.js';
import { ReviewsService } from '../reviews/index.js';
import { answersThatFit, mergeAnswers, missingForSubmission } from './application/application.rules.js';
import { chooseType } from './application/choose-type.js';
import { PermitFeesService } from './application/permit-fees.service.js';
import { PermitReviewsService } from './application/permit-reviews.service.js';
import { PermitIssuanceService } from './issuance/permit-issuance.service.js';
import type { Permit } from './permit.entity.js';
import { PERMIT_FILE } from './permit.record-type.js';
import type { ReclassifyPermitRequest } from './permit-requests.dto.js';
import type { PermitDto } from './permits.dto.js';
import { PermitQueries } from './permits.queries.js';
import { validateAnswers } from './types/answers.rules.js';
import { ownAnswers, withDerived } from './types/derived-answers.rules.js';
import type { PermitTypeVersion } from './types/permit-type.js';
import { requirementsOf } from './types/permit-type.rules.js';
import { PermitTypes } from './types/permit-types.service.js';

/**
 * Moves an application to the right type on the same record, without a refund and a new start (`P-03`): its number, parties,
 * files, history and approvals stay, the fees follow, and reviewers who have not approved look again.
 */
@Injectable()
export class PermitReclassificationService {
  constructor(
    private readonly database: Database,
    private readonly files: CaseFiles,
    private readonly lifecycle: Lifecycle,
    private readonly issuance: PermitIssuanceService,
    private readonly types: PermitTypes,
    private readonly addresses: Addresses,
    private readonly fees: PermitFeesService,
    private readonly planReview: PermitReviewsService,
    private readonly reviews: ReviewsService,
    private readonly records: RecordsService,
    private readonly attachments: AttachmentsService,
    private readonly queries: PermitQueries,
  ) {}

  async reclassify(principal: Principal, number: string, request: ReclassifyPermitRequest): Promise<PermitDto> {
    const type = await chooseType(this.types, request.permitType);
    return this.database.transaction(async () => {
      const permit = await this.files.lockByNumber(PERMIT_FILE, number);
      permit.require('reclassify');
      if (type.code === permit.typeCode) {
        const detail = `must be another type: ${permit.number} already has the type ${type.code}`;
        throw new InvalidInput([{ pointer: '/permitType', detail }]);
      }
      const { address } = (await this.records.byId(permit.recordId))!;
      const place = await this.addresses.find(address!);
      const own = mergeAnswers(answersThatFit(type, ownAnswers(permit)), request.answers ?? {});
      const derived = withDerived(type, own, place?.parcel);
      const errors = validateAnswers(type, derived.answers, { complete: false });
      if (errors.length > 0) throw new InvalidInput(errors);

      const reason = request.reason ?? `This work needs a ${type.name} permit`;
      await this.lifecycle.make(permit.reclassify(type, derived, reason));
      await this.goOn(permit, type, reason);
      await this.records.update(permit.recordId, { typeCode: type.code, typeName: type.name, category: type.category });
      await this.database.flush();
      return this.queries.permit(principal, permit.number);
    });
  }

  /** To the reviewers of the new type; or to the applicant, when the new type asks for more than the application says. */
  private async goOn(permit: Permit, type: PermitTypeVersion, reason: string): Promise<void> {
    const needs = requirementsOf(type, permit);
    const uploaded = new Set((await this.attachments.current(permit.recordId)).map((attachment) => attachment.documentType));
    const missing = missingForSubmission(type, permit.answers, needs.documents, uploaded);
    await this.reviews.cancelOpen(permit.recordId);

    if (permit.status === 'returned' || missing.length > 0) {
      await this.fees.voidUnpaid(permit, `The application was moved to ${type.name}`);
      if (permit.status !== 'returned') await this.lifecycle.make(permit.returnToComplete(type, reason));
      await this.issuance.advanceLocked(permit);
      return;
    }
    const { approved } = await this.reviews.state(permit.recordId);
    const disciplines = needs.disciplines.filter(({ code }) => !approved.includes(code));
    await this.planReview.open(permit, disciplines);
    await this.fees.reassess(permit, type);
    await this.planReview.goOn(permit, disciplines);
  }
}
