import { Injectable, type OnModuleInit } from '@nestjs/common';
import { sql } from 'kysely';
import type { Principal } from '../../../platform/auth/principal.js';
import type { Answers } from '../../../platform/conditions/condition.js';
import { Database } from '../../../platform/database/database.js';
import { toInstant } from '../../../platform/database/types.js';
import { AttachmentsService, type AttachmentSummary } from '../../attachments/index.js';
import { ContractorsService, type ContractorStanding, type NamedOnRecord } from '../../contractors/index.js';
import { InspectionsService } from '../../inspections/index.js';
import { FeesService } from '../../payments/index.js';
import { OutstandingService, RecordsService, type Outstanding } from '../../records/index.js';
import { NO_REVIEWS, ReviewsService, type ReviewState } from '../../reviews/index.js';
import type { PermitStatus } from '../permit.status.js';
import { PermitNotFound } from '../permits.errors.js';
import { requirementsOf, type TypeRequirements } from '../types/permit-type.rules.js';
import type { PermitTypeVersion } from '../types/permit-type.js';
import { PermitTypes } from '../types/permit-types.service.js';
import { outstandingOf } from './permit-outstanding.rules.js';
import { toPermitRequirementsDto, type PermitRequirementsDto } from './requirements.dto.js';

/** What a permit says of itself. */
export interface PermitSubject {
  recordId: string;
  number: string;
  status: PermitStatus;
  typeVersionId: string;
  valuationCents: number;
  answers: Answers;
  expiresOn?: Temporal.PlainDate | null;
  large: boolean;
  pickedUpAt?: Temporal.Instant | null;
}

/** What others say of a permit. */
export interface PermitContext {
  type: PermitTypeVersion;
  needs: TypeRequirements;
  reviews: ReviewState;
  contractors: (NamedOnRecord & { recordId: string; accountIds: string[] })[];
  attachments: AttachmentSummary[];
}

/** A permit with all that it rests on and all that it waits for. */
export interface PermitWaiting {
  context: PermitContext;
  outstanding: Outstanding;
}

/** What permits wait for (`P-06`): a fixed number of queries, however many. */
@Injectable()
export class PermitOutstanding implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly types: PermitTypes,
    private readonly records: RecordsService,
    private readonly attachments: AttachmentsService,
    private readonly fees: FeesService,
    private readonly reviews: ReviewsService,
    private readonly inspections: InspectionsService,
    private readonly contractors: ContractorsService,
    private readonly outstanding: OutstandingService,
  ) {}

  onModuleInit(): void {
    this.outstanding.register({
      kind: 'permit',
      of: async (ids) => {
        const waiting = await this.ofEach(await this.subjects(ids));
        return new Map([...waiting].map(([recordId, { outstanding }]) => [recordId, outstanding]));
      },
    });
  }

  async forParty(principal: Principal, number: string): Promise<PermitRequirementsDto> {
    const { record } = await this.records.requireParty(principal, number);
    return this.list(record.id, record.number);
  }

  /** What stands between a permit and its issue, now. */
  async list(recordId: string, number: string): Promise<PermitRequirementsDto> {
    const [permit] = await this.subjects([recordId]);
    if (!permit) throw new PermitNotFound(number);
    const { outstanding } = await this.of(permit);
    return toPermitRequirementsDto(permit, await this.outstanding.sinceFirstSeen(recordId, outstanding.items));
  }

  /** @param status the one that it is about to have */
  async of(permit: PermitSubject, status = permit.status): Promise<PermitWaiting> {
    const { recordId, number, typeVersionId, valuationCents, answers, expiresOn, large, pickedUpAt } = permit;
    const subject = { recordId, number, status, typeVersionId, valuationCents, answers, expiresOn, large, pickedUpAt };
    return (await this.ofEach([subject])).get(recordId)!;
  }

  /** Of a draft that is just being opened, before anything can have happened to it. */
  ofDraft(
    number: string,
    type: PermitTypeVersion,
    application: Pick<PermitSubject, 'valuationCents' | 'answers'>,
    named: readonly ContractorStanding[],
  ): Outstanding {
    return outstandingOf({ ...NOTHING_YET, ...this.contextOfDraft(type, application, named), number, status: 'draft' });
  }

  contextOfDraft(
    type: PermitTypeVersion,
    application: Pick<PermitSubject, 'valuationCents' | 'answers'>,
    named: readonly ContractorStanding[],
  ): PermitContext {
    return {
      type,
      needs: requirementsOf(type, application),
      reviews: NO_REVIEWS,
      attachments: [],
      contractors: named.map((standing) => ({ ...onPermit(standing), disavowed: false })).sort((a, b) => (a.number < b.number ? -1 : 1)),
    };
  }

  async contextOf(permit: Pick<PermitSubject, 'recordId' | 'typeVersionId' | 'valuationCents' | 'answers'>): Promise<PermitContext> {
    return (await this.contextsOf([permit])).get(permit.recordId)!;
  }

  private async ofEach(permits: readonly PermitSubject[]): Promise<Map<string, PermitWaiting>> {
    if (permits.length === 0) return new Map();
    const contexts = await this.contextsOf(permits);
    const fees = await this.fees.outstandingOf(permits.map(({ recordId }) => recordId));
    const issued = permits.filter(({ status }) => status === 'issued').map(({ recordId }) => recordId);
    const holds = issued.length > 0 ? await this.inspections.holdsOnEach(issued) : new Map<string, never>();
    const visits = Map.groupBy(issued.length > 0 ? await this.inspections.active(issued) : [], ({ recordId }) => recordId);
    return new Map(
      permits.map(({ recordId, number, status, large, pickedUpAt, expiresOn = null }) => {
        const context = contexts.get(recordId)!;
        const outstanding = outstandingOf({
          ...context,
          number,
          status,
          expiresOn,
          toPickUp: large && !pickedUpAt,
          fees: fees.get(recordId)!,
          uploaded: new Set(context.attachments.map(({ documentType }) => documentType)),
          holds: holds.get(recordId) ?? [],
          inspections: visits.get(recordId) ?? [],
        });
        return [recordId, { context, outstanding }];
      }),
    );
  }

  private async contextsOf(
    permits: readonly Pick<PermitSubject, 'recordId' | 'typeVersionId' | 'valuationCents' | 'answers'>[],
  ): Promise<Map<string, PermitContext>> {
    const recordIds = permits.map(({ recordId }) => recordId);
    const types = new Map<string, PermitTypeVersion>();
    for (const id of new Set(permits.map(({ typeVersionId }) => typeVersionId))) types.set(id, await this.types.version(id));
    const reviews = await this.reviews.states(recordIds);
    const attachments = await this.attachments.currentOn(recordIds);
    const contractors = await this.contractorsOn(recordIds);
    return new Map(
      permits.map((permit) => {
        const { recordId, typeVersionId } = permit;
        const type = types.get(typeVersionId)!;
        return [
          recordId,
          {
            type,
            needs: requirementsOf(type, permit),
            reviews: reviews.get(recordId)!,
            attachments: attachments.get(recordId)!,
            contractors: contractors.get(recordId) ?? [],
          },
        ];
      }),
    );
  }

  private async subjects(recordIds: readonly string[]): Promise<PermitSubject[]> {
    const rows = await this.database.rows(sql<Omit<PermitSubject, 'expiresOn' | 'pickedUpAt'> & Dates>`
      select record_id, number, status, type_version_id, valuation_cents::float8 as valuation_cents, answers,
        expires_on, large, picked_up_at
      from permits.permit where record_id = any(${recordIds}::uuid[])`);
    return rows.map(({ expiresOn, pickedUpAt, ...row }) => ({
      ...row,
      expiresOn: expiresOn === null ? null : Temporal.PlainDate.from(expiresOn),
      pickedUpAt: pickedUpAt === null ? null : toInstant(pickedUpAt),
    }));
  }

  private async contractorsOn(recordIds: string[]): Promise<Map<string, PermitContext['contractors']>> {
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

interface Dates {
  expiresOn: string | null;
  pickedUpAt: string | null;
}

const NOTHING_YET = {
  fees: [],
  uploaded: new Set<string>(),
  expiresOn: null,
  toPickUp: false,
  holds: [],
  inspections: [],
};

function onPermit({ number, businessName, classes, classesInForce, problems, recordId, accountIds }: ContractorStanding) {
  return { number, businessName, classes, classesInForce, problems, recordId, accountIds };
}
