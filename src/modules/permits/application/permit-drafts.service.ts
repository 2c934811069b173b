import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { InvalidInput, type FieldError } from '../../../platform/errors/domain-error.js';
import { requireVersion, type ExpectedVersion } from '../../../platform/http/etag.js';
import { Clock } from '../../../platform/time/clock.js';
import { Addresses } from '../../city/index.js';
import { CaseFiles, Lifecycle, RecordsService, type RecordSummary } from '../../records/index.js';
import { PermitIssuanceService } from '../issuance/permit-issuance.service.js';
import { PermitOutstanding } from '../issuance/permit-outstanding.js';
import { Permit, type Application } from '../permit.entity.js';
import { PERMIT, PERMIT_FILE } from '../permit.record-type.js';
import { PERMIT_STATUS_LABELS, WITH_APPLICANT, type PermitStatus } from '../permit.status.js';
import type { CreatePermitRequest, UpdatePermitRequest } from '../permit-requests.dto.js';
import type { PermitDto } from '../permits.dto.js';
import { PermitQueries } from '../permits.queries.js';
import { validateAnswers } from '../types/answers.rules.js';
import { ownAnswers, withDerived } from '../types/derived-answers.rules.js';
import type { PermitTypeVersion } from '../types/permit-type.js';
import { PermitTypes } from '../types/permit-types.service.js';
import { AnsweredCase } from './answered-case.js';
import { answersThatFit, mergeAnswers } from './application.rules.js';
import { chooseType } from './choose-type.js';
import { PermitContractorsService } from './permit-contractors.service.js';
import { PermitFeesService } from './permit-fees.service.js';

/** What an applicant writes: a draft that may be incomplete, and its corrections later. */
@Injectable()
export class PermitDraftsService {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly files: CaseFiles,
    private readonly lifecycle: Lifecycle,
    private readonly types: PermitTypes,
    private readonly addresses: Addresses,
    private readonly contractors: PermitContractorsService,
    private readonly answers: AnsweredCase,
    private readonly fees: PermitFeesService,
    private readonly issuance: PermitIssuanceService,
    private readonly outstanding: PermitOutstanding,
    private readonly records: RecordsService,
    private readonly queries: PermitQueries,
    private readonly clock: Clock,
  ) {}

  async create(principal: Principal, request: CreatePermitRequest): Promise<PermitDto> {
    const type = await chooseType(this.types, request.permitType);
    const place = await this.addresses.match(request.address);
    const { answers, derivedAnswers } = withDerived(type, mergeAnswers({}, request.answers ?? {}), place?.parcel);
    refuse(validateAnswers(type, answers, { complete: false }));
    const application = { valuationCents: request.valuationCents, answers };
    return this.database.transaction(async () => {
      const named = await this.contractors.find(request.contractorNumbers ?? []);
      const answered = request.caseNumber ? await this.answers.find(principal, request.caseNumber) : null;
      const record = await this.records.open({
        kind: PERMIT.kind,
        prefix: type.prefix,
        typeCode: type.code,
        typeName: type.name,
        category: type.category,
        status: 'draft',
        statusLabel: PERMIT_STATUS_LABELS.draft,
        address: place?.address ?? request.address,
        description: request.description,
        ownerAccountId: principal.accountId,
        isPublic: false,
        outstanding: (number) => this.outstanding.ofDraft(number, type, application, named),
      });
      const permit = Permit.draft(
        record,
        principal.accountId,
        { ...idOf(type), description: request.description, ...application, derivedAnswers },
        this.clock.now(),
      );
      this.em.persist(permit);
      await this.database.flush();
      if (answered) await this.answers.name(record.id, answered);
      await this.lifecycle.make(permit.begin(type.name));
      if (named.length > 0) await this.contractors.name(permit, named);
      return this.queries.opened(
        principal,
        record.number,
        this.outstanding.contextOfDraft(type, application, named),
        answered?.number ?? null,
      );
    });
  }

  async update(principal: Principal, number: string, request: UpdatePermitRequest, expectedVersion: ExpectedVersion): Promise<PermitDto> {
    const { contractorNumbers, caseNumber, ...edits } = request;
    return this.database.transaction(async () => {
      const { record } = await this.records.requireOwner(principal, number);
      const permit = await this.files.lockOf(PERMIT_FILE, record);
      const editsNothing = Object.values(edits).every((value) => value === undefined);
      const onlyNames = editsNothing && (contractorNumbers !== undefined || caseNumber !== undefined);
      permit.require(onlyNames ? 'nameContractors' : 'update');
      requireVersion(permit.version, expectedVersion);

      if (!onlyNames) await this.edit(permit, record, edits);
      if (contractorNumbers) await this.contractors.name(permit, await this.contractors.find(contractorNumbers));
      if (caseNumber !== undefined) await this.nameCase(principal, permit, caseNumber);
      const context = await this.issuance.advanceLocked(permit);
      await this.database.flush();
      return this.queries.permit(principal, record.number, context);
    });
  }

  private async nameCase(principal: Principal, permit: Permit, caseNumber: string | null): Promise<void> {
    await this.answers.name(permit.recordId, caseNumber === null ? null : await this.answers.find(principal, caseNumber));
    await this.lifecycle.make(permit.nameCase(caseNumber !== null));
  }

  private async edit(
    permit: Permit,
    record: RecordSummary,
    edits: Omit<UpdatePermitRequest, 'contractorNumbers' | 'caseNumber'>,
  ): Promise<void> {
    const { permitType, address } = edits;
    const changesType = permitType !== undefined && permitType !== permit.typeCode;
    const withApplicant = (WITH_APPLICANT as readonly PermitStatus[]).includes(permit.status);
    if (changesType && !withApplicant) {
      refuse([
        { pointer: '/permitType', detail: 'can be changed until the application is submitted; after that the city reclassifies it' },
      ]);
    }
    // What was never submitted answers the form that is in force today.
    const isDraft = permit.status === 'draft';
    const type =
      changesType || isDraft ? await chooseType(this.types, permitType ?? permit.typeCode) : await this.types.version(permit.typeVersionId);
    const changesForm = type.id !== permit.typeVersionId;
    const place = address ? await this.addresses.match(address) : await this.addresses.find(record.address!);
    const own = changesForm ? answersThatFit(type, ownAnswers(permit)) : ownAnswers(permit);
    const application: Application = {
      ...idOf(type),
      description: edits.description ?? permit.description,
      valuationCents: edits.valuationCents ?? permit.valuationCents,
      ...withDerived(type, mergeAnswers(own, edits.answers ?? {}), place?.parcel),
    };
    // What reviewers have seen stays a complete application.
    refuse(validateAnswers(type, application.answers, { complete: !withApplicant }));
    const fields = Object.entries(edits).flatMap(([field, value]) => (value === undefined ? [] : [field]));
    await this.lifecycle.make(permit.edit(application, fields, this.clock.now()));
    await this.database.flush();
    if (!withApplicant) await this.fees.reassess(permit, type);
    await this.records.update(permit.recordId, {
      typeCode: type.code,
      typeName: type.name,
      category: type.category,
      description: application.description,
      ...(address ? { address: place?.address ?? address } : {}),
    });
  }
}

function idOf(type: PermitTypeVersion): Pick<Application, 'typeCode' | 'typeVersionId'> {
  return { typeCode: type.code, typeVersionId: type.id };
}

function refuse(errors: FieldError[]): void {
  if (errors.length > 0) throw new InvalidInput(errors);
}
