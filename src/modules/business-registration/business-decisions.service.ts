import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../platform/audit/audit-log.js';
import type { Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { Events } from '../../platform/events/events.js';
import { Clock } from '../../platform/time/clock.js';
import { Addresses } from '../city/index.js';
import { InspectionsService } from '../inspections/index.js';
import { FeesService } from '../payments/index.js';
import { RecordsService } from '../records/index.js';
import { ReviewsService } from '../reviews/index.js';
import type { BusinessDetails } from './business-details.js';
import type { BusinessRegistration } from './business-registration.entity.js';
import { BusinessClosed, BusinessDenied, BusinessReturned, BusinessRevoked } from './business-registration.events.js';
import { IN_FORCE, type BusinessStatus } from './business-registration.status.js';
import type { BusinessRegistrationDto, CorrectBusinessRequest } from './business-registrations.dto.js';
import { BusinessQueries } from './business-registrations.queries.js';
import { BusinessShell } from './business-shell.js';
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
    private readonly shell: BusinessShell,
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
    private readonly events: Events,
    private readonly audit: AuditLog,
  ) {}

  /** Back to the owner, who changes the steps and submits them again. */
  return(principal: Principal, number: string, reason: string): Promise<BusinessRegistrationDto> {
    return this.decide(principal, number, 'return', { reason }, async (registration) => {
      const { recordId } = registration;
      registration.returnToOwner(reason, this.clock.now());
      await this.stop(recordId, 'The registration was returned');
      await this.shell.tell(registration, 'returned', 'Registration returned to its owner');
      await this.shell.tell(registration, 'return-reason', reason, 'owners');
      await this.shell.show(registration);
      this.events.publish(new BusinessReturned({ recordId, number: registration.number, reason }));
    });
  }

  deny(principal: Principal, number: string, reason: string): Promise<BusinessRegistrationDto> {
    return this.decide(principal, number, 'deny', { reason }, async (registration) => {
      const { recordId } = registration;
      registration.deny(reason, this.clock.now());
      await this.stop(recordId, 'The registration was denied');
      await this.shell.tell(registration, 'denied', 'Registration denied', 'public');
      await this.shell.tell(registration, 'denial-reason', reason, 'owners');
      await this.shell.close(registration);
      this.events.publish(new BusinessDenied({ recordId, number: registration.number, reason }));
    });
  }

  revoke(principal: Principal, number: string, reason: string): Promise<BusinessRegistrationDto> {
    return this.decide(principal, number, 'revoke', { reason }, async (registration) => {
      const { recordId } = registration;
      registration.revoke(reason, this.clock.now());
      await this.stop(recordId, 'The registration was revoked');
      await this.shell.tell(registration, 'revoked', 'Registration revoked', 'public');
      await this.shell.tell(registration, 'revocation-reason', reason, 'owners');
      await this.shell.close(registration);
      this.events.publish(new BusinessRevoked({ recordId, number: registration.number, reason }));
    });
  }

  closeByCity(principal: Principal, number: string, reason: string): Promise<BusinessRegistrationDto> {
    return this.decide(principal, number, 'close', { reason }, (registration) => this.close(registration, 'city', reason));
  }

  async closeByOwner(principal: Principal, number: string, reason: string | undefined): Promise<BusinessRegistrationDto> {
    return this.database.transaction(async () => {
      const { record } = await this.records.requireOwner(principal, number);
      const registration = await this.shell.of(record);
      await this.close(registration, 'owner', reason?.trim() || null);
      await this.database.flush();
      return this.queries.registration(principal, record.number);
    });
  }

  /** Slips of the pen; what changes the business itself comes with its renewal. */
  correct(principal: Principal, number: string, { reason, ...changes }: CorrectBusinessRequest): Promise<BusinessRegistrationDto> {
    return this.decide(principal, number, 'correct', { reason, ...changes }, async (registration) => {
      registration.require('correct');
      if (Object.values(changes).every((value) => value === undefined)) {
        throw new InvalidInput([
          { pointer: '', detail: 'must correct something: the name, the NAICS code, the unit or the parcel number' },
        ]);
      }
      const before = registration.details;
      registration.correct(await this.placed(corrected(before, changes), changes));
      await this.correctRenewal(registration.recordId, before, changes);
      await this.database.flush();
      await this.records.update(registration.recordId, this.shell.publicFace(registration.details));
      await this.shell.tell(registration, 'corrected', 'The city corrected the registration');
      await this.shell.tell(registration, 'correction-reason', reason, 'owners');
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

  private async close(registration: BusinessRegistration, by: 'owner' | 'city', reason: string | null): Promise<void> {
    const { recordId, number } = registration;
    registration.close(reason, this.clock.now());
    await this.stop(recordId, 'The registration was closed');
    await this.shell.tell(registration, 'closed', by === 'owner' ? 'Closed by its owner' : 'Closed by the city', 'public');
    if (reason) await this.shell.tell(registration, 'closing-reason', reason, 'owners');
    await this.shell.close(registration);
    this.events.publish(new BusinessClosed({ recordId, number, by, reason }));
  }

  /** Nothing of it goes on: no review, no visit, no renewal, no transfer, no fee. In the order of locks. */
  private async stop(recordId: string, why: string): Promise<void> {
    const renewal = await this.approval.openRenewal(recordId);
    renewal?.void(this.clock.now());
    await this.database.flush();
    await this.reviews.cancelOpen(recordId);
    await this.inspections.cancelOpen(recordId);
    await this.transfers.endOpen(recordId);
    await this.fees.voidUnpaid(recordId, why);
  }

  private async decide(
    principal: Principal,
    number: string,
    action: string,
    given: Record<string, unknown>,
    decision: (registration: BusinessRegistration) => Promise<void>,
  ): Promise<BusinessRegistrationDto> {
    return this.database.transaction(async () => {
      const registration = await this.shell.byNumber(number);
      const before = { status: registration.status, ...printed(registration) };
      await decision(registration);
      await this.audit.record({
        action: `business-registration.${action}`,
        subject: registration.number,
        recordId: registration.recordId,
        before,
        after: { status: registration.status, ...printed(registration), ...given },
      });
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

/** What stands on the certificate, for the audit log; never a tax number. */
function printed({ business, location }: Pick<BusinessRegistration, 'business' | 'location'>): Record<string, unknown> {
  return {
    legalName: business?.legalName ?? null,
    dbaName: business?.dbaName ?? null,
    naicsCode: business?.naicsCode ?? null,
    addressLine2: location?.address.line2 ?? null,
    parcelNumber: location?.address.parcelNumber ?? null,
  };
}
