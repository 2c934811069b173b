import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Principal } from '../../../platform/auth/principal.js';
import type { Answers } from '../../../platform/conditions/condition.js';
import { Database } from '../../../platform/database/database.js';
import { toInstant } from '../../../platform/database/types.js';
import { ContractorsService, type ContractorProblem, type ContractorStanding } from '../../contractors/index.js';
import { FeesService } from '../../payments/index.js';
import { AttachmentsService, RecordsService, type AttachmentSummary } from '../../records/index.js';
import { ReviewsService, type ReviewState } from '../../reviews/index.js';
import type { ToldRequirement } from '../permit.entity.js';
import type { PermitStatus } from '../permit.status.js';
import { PermitNotFound } from '../permits.errors.js';
import { PermitTypes } from '../types/permit-types.service.js';
import { requirementsOf, type TypeRequirements } from '../types/permit-type.rules.js';
import type { PermitTypeVersion } from '../types/permit-type.js';
import type { PermitRequirementsDto } from './requirements.dto.js';
import { outstandingOf, type ContractorOnPermit, type Outstanding } from './requirements.rules.js';

/** What the list of requirements is computed from. */
export interface RequirementSubject {
  recordId: string;
  status: PermitStatus;
  typeVersionId: string;
  valuationCents: number;
  answers: Answers;
}

/** A permit's requirements and all that they rest on. */
export interface RequirementPicture {
  type: PermitTypeVersion;
  needs: TypeRequirements;
  reviews: ReviewState;
  contractors: (ContractorOnPermit & { recordId: string; accountIds: string[]; problems: ContractorProblem[] })[];
  attachments: AttachmentSummary[];
  outstanding: Outstanding[];
}

/** What stands between a permit and its issue, now (`P-06`): a fixed number of queries, whatever the permit. */
@Injectable()
export class PermitRequirementsService {
  constructor(
    private readonly database: Database,
    private readonly types: PermitTypes,
    private readonly records: RecordsService,
    private readonly attachments: AttachmentsService,
    private readonly fees: FeesService,
    private readonly reviews: ReviewsService,
    private readonly contractors: ContractorsService,
  ) {}

  async forParty(principal: Principal, number: string): Promise<PermitRequirementsDto> {
    const { record } = await this.records.requireParty(principal, number);
    return this.list(record.id, record.number);
  }

  async list(recordId: string, number: string): Promise<PermitRequirementsDto> {
    const permit = await this.database.row(sql<RequirementRow>`
      select record_id as "recordId", status, type_version_id as "typeVersionId", valuation_cents::float8 as "valuationCents", answers, requirements,
        coalesce(approved_at, corrections_at, submitted_at, created_at) as since
      from permits.permit where record_id = ${recordId}`);
    if (!permit) throw new PermitNotFound(number);
    const { outstanding, reviews } = await this.pictureOf(permit);
    const since = sinceOf(reviews, permit.requirements ?? [], toInstant(permit.since).toString());
    return {
      number,
      status: permit.status,
      met: outstanding.length === 0 && MET.includes(permit.status),
      outstanding: outstanding.map((requirement) => ({ ...requirement, since: since(requirement) })),
    };
  }

  async pictureOf(permit: RequirementSubject): Promise<RequirementPicture> {
    const type = await this.types.version(permit.typeVersionId);
    const needs = requirementsOf(type, permit);
    const reviews = await this.reviews.state(permit.recordId);
    const fees = await this.fees.outstanding(permit.recordId);
    const attachments = await this.attachments.current(permit.recordId);
    const contractors = await this.contractorsOn(permit.recordId);
    const outstanding = outstandingOf({
      status: permit.status,
      needs,
      pending: reviews.open,
      asking: reviews.outcome === 'corrections-required' ? reviews.asking : [],
      fees,
      uploaded: new Set(attachments.map((attachment) => attachment.documentType)),
      contractors,
    });
    return { type, needs, reviews, attachments, contractors, outstanding };
  }

  private async contractorsOn(recordId: string): Promise<RequirementPicture['contractors']> {
    const named = await this.database.rows(sql<{ number: string; disavowed: boolean }>`
      select contractor_number as number, disavowed_at is not null as disavowed from permits.named_contractor
      where record_id = ${recordId} order by named_at, contractor_number`);
    const standings = new Map(
      (await this.contractors.byNumbers(named.map(({ number }) => number))).map((standing) => [standing.number, standing]),
    );
    return named.flatMap(({ number, disavowed }) => {
      const standing = standings.get(number);
      return standing ? [{ ...onPermit(standing), disavowed }] : [];
    });
  }
}

/** Nothing is left to be met; of a closed application it cannot be said. */
const MET: readonly PermitStatus[] = ['approved', 'issued', 'finaled'];

interface RequirementRow extends RequirementSubject {
  requirements: ToldRequirement[] | null;
  since: string;
}

function onPermit({ number, businessName, classes, classesInForce, problems, recordId, accountIds }: ContractorStanding) {
  return { number, businessName, classes, classesInForce, problems, recordId, accountIds };
}

/** Reviews know their own beginning, told requirements when they were first told; the rest began with the permit's status. */
function sinceOf(reviews: ReviewState, told: ToldRequirement[], statusSince: string): (requirement: Outstanding) => string {
  const known = new Map([
    ...told.map(({ kind, code, since }) => [`${kind} ${code}`, since] as const),
    ...[...reviews.open, ...reviews.asking].map(({ discipline, since }) => [`review ${discipline}`, since.toString()] as const),
  ]);
  return ({ kind, code }) => known.get(`${kind} ${code}`) ?? statusSince;
}
