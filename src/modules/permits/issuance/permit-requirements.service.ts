import { Injectable, type OnModuleInit } from '@nestjs/common';
import { sql } from 'kysely';
import type { Principal } from '../../../platform/auth/principal.js';
import type { Answers } from '../../../platform/conditions/condition.js';
import { Database } from '../../../platform/database/database.js';
import { toInstant } from '../../../platform/database/types.js';
import { ContractorsService, type ContractorProblem, type ContractorStanding } from '../../contractors/index.js';
import { FeesService, type OutstandingFee } from '../../payments/index.js';
import { AttachmentsService, type AttachmentSummary } from '../../attachments/index.js';
import { ProjectBlockers, type Blocker } from '../../projects/index.js';
import { RecordsService } from '../../records/index.js';
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
export class PermitRequirementsService implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly types: PermitTypes,
    private readonly records: RecordsService,
    private readonly attachments: AttachmentsService,
    private readonly fees: FeesService,
    private readonly reviews: ReviewsService,
    private readonly contractors: ContractorsService,
    private readonly projectBlockers: ProjectBlockers,
  ) {}

  onModuleInit(): void {
    this.projectBlockers.register({ kind: 'permit', of: (records) => this.blockers(records.map(({ id }) => id)) });
  }

  async forParty(principal: Principal, number: string): Promise<PermitRequirementsDto> {
    const { record } = await this.records.requireParty(principal, number);
    return this.list(record.id, record.number);
  }

  async list(recordId: string, number: string): Promise<PermitRequirementsDto> {
    const [permit] = await this.rows([recordId]);
    if (!permit) throw new PermitNotFound(number);
    const picture = await this.pictureOf(permit);
    return {
      number,
      status: permit.status,
      met: picture.outstanding.length === 0 && MET.includes(permit.status),
      outstanding: withSince(permit, picture),
    };
  }

  /** What each of several permits waits for until it is issued, and who must act: a fixed number of queries. */
  async blockers(recordIds: string[]): Promise<Map<string, Blocker[]>> {
    const permits = await this.rows(recordIds);
    const pictures = await this.picturesOf(permits);
    return new Map(permits.map((permit) => [permit.recordId, blockersOf(permit, pictures.get(permit.recordId)!)]));
  }

  async pictureOf(permit: RequirementSubject): Promise<RequirementPicture> {
    return (await this.picturesOf([permit])).get(permit.recordId)!;
  }

  private async picturesOf(permits: RequirementSubject[]): Promise<Map<string, RequirementPicture>> {
    const recordIds = permits.map(({ recordId }) => recordId);
    const types = new Map<string, PermitTypeVersion>();
    for (const id of new Set(permits.map(({ typeVersionId }) => typeVersionId))) types.set(id, await this.types.version(id));
    const reviews = await this.reviews.states(recordIds);
    const fees = await this.fees.outstandingOf(recordIds);
    const attachments = await this.attachments.currentOn(recordIds);
    const contractors = await this.contractorsOn(recordIds);
    return new Map(
      permits.map((permit) => {
        const { recordId } = permit;
        const found = {
          type: types.get(permit.typeVersionId)!,
          reviews: reviews.get(recordId)!,
          attachments: attachments.get(recordId)!,
          contractors: contractors.get(recordId) ?? [],
        };
        const needs = requirementsOf(found.type, permit);
        return [recordId, { ...found, needs, outstanding: outstandingIn(permit.status, needs, found, fees.get(recordId)!) }];
      }),
    );
  }

  private rows(recordIds: string[]): Promise<RequirementRow[]> {
    return this.database.rows(sql<RequirementRow>`
      select record_id, status, type_version_id, valuation_cents::float8 as valuation_cents, answers, requirements,
        coalesce(approved_at, corrections_at, submitted_at, created_at) as since
      from permits.permit where record_id = any(${recordIds}::uuid[])`);
  }

  private async contractorsOn(recordIds: string[]): Promise<Map<string, RequirementPicture['contractors']>> {
    const named = await this.database.rows(sql<{ recordId: string; number: string; disavowed: boolean }>`
      select record_id, contractor_number as number, disavowed_at is not null as disavowed from permits.named_contractor
      where record_id = any(${recordIds}::uuid[]) order by named_at, contractor_number`);
    const numbers = [...new Set(named.map(({ number }) => number))];
    const standings = new Map((await this.contractors.byNumbers(numbers)).map((standing) => [standing.number, standing]));
    const onPermits = named.flatMap(({ recordId, number, disavowed }) => {
      const standing = standings.get(number);
      return standing ? [{ of: recordId, contractor: { ...onPermit(standing), disavowed } }] : [];
    });
    const byPermit = Map.groupBy(onPermits, ({ of }) => of);
    return new Map([...byPermit].map(([recordId, each]) => [recordId, each.map(({ contractor }) => contractor)]));
  }
}

function outstandingIn(
  status: PermitStatus,
  needs: TypeRequirements,
  { reviews, attachments, contractors }: Pick<RequirementPicture, 'reviews' | 'attachments' | 'contractors'>,
  fees: OutstandingFee[],
): Outstanding[] {
  return outstandingOf({
    status,
    needs,
    pending: reviews.open,
    asking: reviews.outcome === 'corrections-required' ? reviews.asking : [],
    fees,
    uploaded: new Set(attachments.map((attachment) => attachment.documentType)),
    contractors,
  });
}

/** Only reviews are the city's to do before a permit is issued. */
function blockersOf(permit: RequirementRow, picture: RequirementPicture): Blocker[] {
  const dueOn = new Map(picture.reviews.open.map((review) => [review.discipline, review.dueOn]));
  return withSince(permit, picture).map(({ kind, code, label, waitingOn, since, amountCents }) => ({
    label,
    waitingOn,
    since: Temporal.Instant.from(since),
    amountCents,
    ...(waitingOn === 'city' && kind === 'review' ? { role: 'plan-reviewer' as const, dueOn: dueOn.get(code) } : {}),
  }));
}

function withSince(permit: RequirementRow, { outstanding, reviews }: RequirementPicture): PermitRequirementsDto['outstanding'] {
  const since = sinceOf(reviews, permit.requirements ?? [], toInstant(permit.since).toString());
  return outstanding.map((requirement) => ({ ...requirement, since: since(requirement) }));
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
