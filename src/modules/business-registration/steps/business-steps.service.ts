import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { InvalidInput, type FieldError } from '../../../platform/errors/domain-error.js';
import { requireVersion, type ExpectedVersion } from '../../../platform/http/etag.js';
import { Clock } from '../../../platform/time/clock.js';
import { Addresses, CityProfile } from '../../city/index.js';
import { Lifecycle, RecordsService } from '../../records/index.js';
import { BusinessRegistration } from '../business-registration.entity.js';
import { BUSINESS_STATUS_LABELS } from '../business-registration.status.js';
import type { BusinessRegistrationDto } from '../business-registrations.dto.js';
import { BusinessQueries } from '../business-registrations.queries.js';
import { BusinessFile } from '../business-file.js';
import { tradeName } from '../business-details.js';
import { BUSINESS } from '../business.record-type.js';
import { BusinessCatalogue } from '../catalogue/business-catalogue.js';
import { stateNumberProblems } from '../confidential/tax-numbers.rules.js';
import { TaxNumbers } from '../confidential/tax-numbers.service.js';
import { BusinessOutstanding } from '../business-outstanding.js';
import { BusinessStepsQueries } from './business-steps.queries.js';
import type { BusinessStepsDto } from './steps-answer.dto.js';
import { businessProblems, documentProblems, locationProblems, totalProblems } from './steps.rules.js';
import { STEP_LABELS, type FilledStep } from './steps.js';

/** What an owner writes: a draft, step by step, and its corrections later (`B-01`). */
@Injectable()
export class BusinessStepsService {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly file: BusinessFile,
    private readonly lifecycle: Lifecycle,
    private readonly catalogue: BusinessCatalogue,
    private readonly taxNumbers: TaxNumbers,
    private readonly steps: BusinessStepsQueries,
    private readonly queries: BusinessQueries,
    private readonly records: RecordsService,
    private readonly outstanding: BusinessOutstanding,
    private readonly addresses: Addresses,
    private readonly profile: CityProfile,
    private readonly clock: Clock,
  ) {}

  async start(principal: Principal): Promise<BusinessRegistrationDto> {
    return this.database.transaction(async () => {
      const record = await this.records.open({
        kind: BUSINESS.kind,
        prefix: this.profile.recordPrefixes.business,
        typeCode: BUSINESS.typeCode,
        typeName: 'Business registration',
        status: 'draft',
        statusLabel: BUSINESS_STATUS_LABELS.draft,
        address: null,
        ownerAccountId: principal.accountId,
        isPublic: false,
        outstanding: (number) => this.outstanding.ofDraft(number),
      });
      const registration = BusinessRegistration.draft(record, principal.accountId, this.clock.now());
      this.em.persist(registration);
      await this.database.flush();
      await this.lifecycle.make(registration.begin());
      return this.queries.registration(principal, record.number);
    });
  }

  /** A step is saved alone and checked as a whole: what is refused changes nothing. */
  async complete(principal: Principal, number: string, filled: FilledStep, expectedVersion: ExpectedVersion): Promise<BusinessStepsDto> {
    return this.database.transaction(async () => {
      const { record } = await this.records.requireOwner(principal, number);
      const registration = await this.file.lockOf(record);
      registration.require('write');
      requireVersion(registration.version, expectedVersion);
      refuse(await this.problemsOf(registration, filled));
      await this.lifecycle.make(registration.fill(await this.placed(filled), STEP_LABELS[filled.step], this.clock.now()));
      if (filled.step === 'business') await this.taxNumbers.keep(registration.recordId, principal.accountId, filled.body);
      // A draft is its owner's alone; from submission on others may be linked, and the public face is what they see.
      const isDraft = filled.step === 'business' && !registration.submittedAt;
      await this.file.show(registration, isDraft ? { description: tradeName(filled.body) } : {});
      return this.steps.steps(principal, record.number);
    });
  }

  private async placed(filled: FilledStep): Promise<FilledStep> {
    if (filled.step !== 'location') return filled;
    return { step: 'location', body: { ...filled.body, address: await this.addresses.matched(filled.body.address) } };
  }

  private async problemsOf(registration: BusinessRegistration, filled: FilledStep): Promise<FieldError[]> {
    const { recordId } = registration;
    switch (filled.step) {
      case 'business': {
        const { body } = filled;
        const onFile = await this.taxNumbers.onFile(recordId);
        if (body.fein) onFile.add('fein');
        if (body.fein === null) onFile.delete('fein');
        return [
          ...businessProblems(body, this.catalogue.entityType(body.entityType), this.catalogue.activity(body.activity), onFile),
          ...stateNumberProblems(body.ibt, this.catalogue.file.stateTaxNumber),
        ];
      }
      case 'location':
        return locationProblems(filled.body);
      case 'owners-and-contacts':
        return [];
      case 'documents': {
        // A document that is being deleted counts as gone.
        await this.records.lockForUpdate(recordId);
        const documents = await this.steps.documentsOf(recordId, registration.filled);
        return documentProblems(documents.filter(({ uploaded }) => !uploaded));
      }
      case 'review-and-fees': {
        const fees = await this.steps.estimate(registration.filled, { for: 'registration' }, registration.feeScheduleVersion ?? null);
        return totalProblems(fees?.totalCents ?? null, filled.body.totalCents);
      }
    }
  }
}

function refuse(errors: FieldError[]): void {
  if (errors.length > 0) throw new InvalidInput(errors);
}
