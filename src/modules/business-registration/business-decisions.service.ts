import { Injectable } from '@nestjs/common';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import type { Change } from '../../platform/status/change.js';
import { Clock } from '../../platform/time/clock.js';
import { Addresses } from '../city/index.js';
import { InspectionsService } from '../inspections/index.js';
import { FeesService } from '../payments/index.js';
import { CaseFiles, Lifecycle, RecordsService } from '../records/index.js';
import { ReviewsService } from '../reviews/index.js';
import type { BusinessDetails } from './business-details.js';
import { printed, type BusinessRegistration } from './business-registration.entity.js';
import { BUSINESS_FILE } from './business.record-type.js';
import { IN_FORCE, type BusinessStatus } from './business-registration.status.js';
import type { BusinessRegistrationDto, CorrectBusinessRequest } from './business-registrations.dto.js';
import { BusinessQueries } from './business-registrations.queries.js';
import { BusinessFile } from './business-file.js';
import { BusinessApprovalService } from './certificate/business-approval.service.js';
import { BusinessCertificates } from './certificate/business-certificates.service.js';
import { TransfersService } from './transfer/transfers.service.js';

type Corrections = Omit<CorrectBusinessRequest, 'reason'>;
const OF_THE_PLACE = ['addressLine2', 'parcelNumber'];

/** What permit technicians decide about a registration, and how it is closed. */
@Injectable()
export class BusinessDecisionsService {
  constructor(
    private readonly database: Database,
    private readonly files: CaseFiles,
    private readonly file: BusinessFile,
    private readonly lifecycle: Lifecycle,
    private readonly approval: BusinessApprovalService,
    private readonly certificates: BusinessCertificates,
    private readonly transfers: TransfersService,
    private readonly reviews: ReviewsService,
    private readonly inspections: InspectionsService,
    private readonly fees: FeesService,
    private readonly addresses: Addresses,
    private readonly records: RecordsService,
    private readonly queries: BusinessQueries,
    private readonly clock: Clock,
  ) {}

  /** Back to the owner, who changes the steps and submits them again. */
  return(principal: Principal, number: string, reason: string): Promise<BusinessRegistrationDto> {
    return this.decide(principal, number, async (registration) => {
      await this.lifecycle.make(registration.returnToOwner(reason));
      await this.stop(registration, 'The registration was returned');
      await this.file.show(registration);
    });
  }

  deny(principal: Principal, number: string, reason: string): Promise<BusinessRegistrationDto> {
    return this.decide(principal, number, (registration) =>
      this.end(registration, registration.deny(reason, this.clock.now()), 'The registration was denied'),
    );
  }

  revoke(principal: Principal, number: string, reason: string): Promise<BusinessRegistrationDto> {
    return this.decide(principal, number, (registration) =>
      this.end(registration, registration.revoke(reason, this.clock.now()), 'The registration was revoked'),
    );
  }

  closeByCity(principal: Principal, number: string, reason: string): Promise<BusinessRegistrationDto> {
    return this.decide(principal, number, (registration) => this.close(registration, 'city', reason));
  }

  async closeByOwner(principal: Principal, number: string, reason: string | undefined): Promise<BusinessRegistrationDto> {
    return this.database.transaction(async () => {
      const { record } = await this.records.requireOwner(principal, number);
      await this.close(await this.file.lockOf(record), 'owner', reason?.trim() || null);
      await this.database.flush();
      return this.queries.registration(principal, record.number);
    });
  }

  /** Slips of the pen; what changes the business itself comes with its renewal. */
  correct(principal: Principal, number: string, { reason, ...changes }: CorrectBusinessRequest): Promise<BusinessRegistrationDto> {
    return this.decide(principal, number, async (registration) => {
      registration.require('correct');
      if (Object.values(changes).every((value) => value === undefined)) {
        throw new InvalidInput([
          { pointer: '', detail: 'must correct something: the name, the NAICS code, the unit or the parcel number' },
        ]);
      }
      const before = registration.details;
      const details = await this.placed(corrected(before, changes), changes);
      await this.lifecycle.make(registration.correct(details, { ...changes, reason }));
      await this.correctRenewal(registration.recordId, before, changes);
      await this.database.flush();
      await this.records.update(registration.recordId, this.file.publicFace(details));
      if ((IN_FORCE as readonly BusinessStatus[]).includes(registration.status)) await this.certificates.issue(registration, 'corrected');
    });
  }

  /** A renewal that is under way holds a copy; what the owner has changed in it stays as the owner wrote it. */
  private async correctRenewal(recordId: string, before: BusinessDetails, changes: Corrections): Promise<void> {
    const renewal = await this.approval.openRenewal(recordId);
    if (!renewal) return;
    const moves = before.location.address.line1 !== renewal.location.address.line1;
    const [was, is] = [printed(before), printed(renewal.details)];
    const same = Object.entries(changes).filter(([field]) => was[field] === is[field] && !(moves && OF_THE_PLACE.includes(field)));
    const copied = Object.fromEntries(same) as Corrections;
    renewal.correct(await this.placed(corrected(renewal.details, copied), copied));
  }

  /** Another unit may lie on another parcel; which one, the city's list of addresses knows best. */
  private async placed(details: BusinessDetails, { addressLine2, parcelNumber }: Corrections): Promise<BusinessDetails> {
    if (addressLine2 === undefined && parcelNumber === undefined) return details;
    const { location } = details;
    const place = await this.addresses.match({ ...location.address, parcelNumber }, '');
    return place ? { ...details, location: { ...location, address: place.address } } : details;
  }

  private close(registration: BusinessRegistration, by: 'owner' | 'city', reason: string | null): Promise<void> {
    return this.end(registration, registration.close(by, reason, this.clock.now()), 'The registration was closed');
  }

  private async end(registration: BusinessRegistration, change: Change, why: string): Promise<void> {
    await this.lifecycle.make(change);
    await this.stop(registration, why);
    await this.files.close(BUSINESS_FILE, registration);
  }

  /** Nothing of it goes on: no review, no visit, no renewal, no transfer, no fee. In the order of locks. */
  private async stop(registration: BusinessRegistration, why: string): Promise<void> {
    const { recordId } = registration;
    const renewal = await this.approval.openRenewal(recordId);
    if (renewal) await this.lifecycle.make(renewal.void(registration, this.clock.now()));
    await this.database.flush();
    await this.reviews.cancelOpen(recordId);
    await this.inspections.cancelOpen(recordId);
    await this.transfers.endOpen(registration);
    await this.fees.voidUnpaid(recordId, why);
  }

  private async decide(
    principal: Principal,
    number: string,
    decision: (registration: BusinessRegistration) => Promise<void>,
  ): Promise<BusinessRegistrationDto> {
    return this.database.transaction(async () => {
      const registration = await this.files.lockByNumber(BUSINESS_FILE, number);
      await decision(registration);
      await this.database.flush();
      return this.queries.registration(principal, registration.number);
    });
  }
}

function corrected({ business, location, contacts }: BusinessDetails, changes: Corrections): BusinessDetails {
  const { legalName, dbaName, naicsCode, addressLine2, parcelNumber } = changes;
  return {
    business: {
      ...business,
      ...(legalName === undefined ? {} : { legalName }),
      ...(dbaName === undefined ? {} : { dbaName }),
      ...(naicsCode === undefined ? {} : { naicsCode }),
    },
    location: {
      ...location,
      address: {
        ...location.address,
        ...(addressLine2 === undefined ? {} : { line2: addressLine2 }),
        ...(parcelNumber === undefined ? {} : { parcelNumber }),
      },
    },
    contacts,
  };
}
