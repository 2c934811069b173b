import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Keys } from '../../../platform/auth/keys.js';
import { linkToken, readLinkToken } from '../../../platform/auth/link-tokens.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Settings } from '../../../platform/config/settings.js';
import { Database } from '../../../platform/database/database.js';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { Clock } from '../../../platform/time/clock.js';
import { AccountsService } from '../../accounts/index.js';
import { Lifecycle, RecordsService } from '../../records/index.js';
import type { BusinessRegistration } from '../business-registration.entity.js';
import { RenewalUnderWay, TransferInvalid, TransferNotFound } from '../business-registration.errors.js';
import { IN_FORCE } from '../business-registration.status.js';
import type { BusinessRegistrationDto } from '../business-registrations.dto.js';
import { BusinessQueries } from '../business-registrations.queries.js';
import { BusinessFile } from '../business-file.js';
import { BusinessApprovalService } from '../certificate/business-approval.service.js';
import { BusinessCertificates } from '../certificate/business-certificates.service.js';
import { TaxNumbers } from '../confidential/tax-numbers.service.js';
import { BusinessTransfer } from './transfer.entity.js';
import type { AcceptTransferRequest } from './transfers.dto.js';

const PURPOSE = 'business-transfer';

/** An invitation as those see it who write it. */
export interface TransferOffer {
  id: string;
  recordId: string;
  fromAccountId: string;
  email: string;
  /** The account that has this address; it may be another one that accepts. */
  accountId: string | null;
  expiresAt: string;
}

/** Hands a business over to another account: the owner invites, the new owner accepts, and the certificate follows the name. */
@Injectable()
export class TransfersService {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly file: BusinessFile,
    private readonly lifecycle: Lifecycle,
    private readonly approval: BusinessApprovalService,
    private readonly certificates: BusinessCertificates,
    private readonly taxNumbers: TaxNumbers,
    private readonly accounts: AccountsService,
    private readonly records: RecordsService,
    private readonly queries: BusinessQueries,
    private readonly keys: Keys,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  /** A newer invitation takes the place of the last one. */
  async offer(principal: Principal, number: string, email: string): Promise<BusinessRegistrationDto> {
    return this.database.transaction(async () => {
      const { record } = await this.records.requireOwner(principal, number);
      const registration = await this.file.lockOf(record);
      await this.requireTransferable(registration);
      const own = await this.accounts.get(registration.ownerId);
      if (own && own.email.toLowerCase() === email.trim().toLowerCase()) {
        throw new InvalidInput([{ pointer: '/email', detail: 'must be the address of somebody else' }]);
      }
      await this.endOpen(registration);
      const offer = BusinessTransfer.offer(record.id, principal.accountId, email.trim(), this.clock.now());
      this.em.persist(offer);
      await this.lifecycle.make(registration.offerTransfer(offer.id));
      await this.database.flush();
      return this.queries.registration(principal, record.number);
    });
  }

  async cancel(principal: Principal, number: string): Promise<void> {
    await this.database.transaction(async () => {
      const { record } = await this.records.requireOwner(principal, number);
      const registration = await this.file.lockOf(record);
      if (!(await this.endOpen(registration, true))) throw new TransferNotFound(record.number);
    });
  }

  /** Whoever has the link has the mailbox that it was sent to; of two who try at the same moment, one is told no. */
  async accept(principal: Principal, request: AcceptTransferRequest): Promise<BusinessRegistrationDto> {
    return this.database.transaction(async () => {
      const read = readLinkToken(this.keys.for('business-transfers'), request.token, [PURPOSE]);
      const offer = read && (await this.openById(read.id));
      if (!offer) throw new TransferInvalid();
      const registration = (await this.file.lockForUpdate(offer.recordId))!;
      await this.requireTransferable(registration);
      if (registration.ownerId === principal.accountId) throw new TransferInvalid();
      const [transfer, now] = [await this.openOf(registration), this.clock.now()];
      if (transfer?.id !== offer.id || Temporal.Instant.compare(transfer.expiresAt, now) <= 0) throw new TransferInvalid();

      const formerOwnerId = registration.ownerId;
      const accepted = transfer.accept(registration, principal.accountId, now);
      await this.lifecycle.make(accepted, registration.handOver(principal.accountId, detailsOf(registration, request)));
      const { recordId, number } = registration;
      // The former owner leaves altogether, whatever else made them party to it.
      await this.records.dismissOwner(recordId, number, formerOwnerId);
      await this.records.addParty(recordId, principal.accountId, 'owner', 'applicant');
      await this.taxNumbers.forgetAll(recordId);
      await this.database.flush();
      await this.records.update(recordId, this.file.publicFace(registration.details));
      await this.certificates.issue(registration, 'transferred');
      return this.queries.registration(principal, number);
    });
  }

  /** Nobody takes over what is closed or revoked. */
  async endOpen(registration: BusinessRegistration, byOwner = false): Promise<boolean> {
    const transfer = await this.openOf(registration);
    if (!transfer) return false;
    await this.lifecycle.make(transfer.cancel(registration, byOwner, this.clock.now()));
    // Of one registration no two are open.
    await this.database.flush();
    return true;
  }

  async offerOf(transferId: string): Promise<TransferOffer | null> {
    const offer = await this.openById(transferId);
    if (!offer) return null;
    const account =
      (await this.accounts.findByEmail('public', offer.email)) ?? (await this.accounts.findByEmail('contractor', offer.email));
    return { ...offer, accountId: account?.emailVerified && !account.disabled ? account.id : null };
  }

  /** The secret link of the invitation, for its letter alone; null when it has been used or has run out. */
  async link(transferId: string): Promise<string | null> {
    if (!(await this.openById(transferId))) return null;
    const token = linkToken(this.keys.for('business-transfers'), PURPOSE, transferId);
    return `${this.settings.frontEndUrl}/business-transfers/accept?token=${token}`;
  }

  private async requireTransferable(registration: BusinessRegistration): Promise<void> {
    registration.require('transfer');
    const renewal = await this.approval.openRenewal(registration.recordId);
    if (renewal) throw new RenewalUnderWay(registration.number, renewal.until);
  }

  /** Of a registration that is locked. */
  private openOf({ recordId }: BusinessRegistration): Promise<BusinessTransfer | null> {
    return this.em.findOne(BusinessTransfer, { recordId, status: 'open' });
  }

  private openById(id: string) {
    return this.database.query
      .selectFrom('business_registration.transfer as t')
      .innerJoin('business_registration.registration as r', 'r.recordId', 't.recordId')
      .select(['t.id', 't.recordId', 't.fromAccountId', 't.email', 't.expiresAt'])
      .where('t.id', '=', id)
      .where('t.status', '=', 'open')
      .where('t.expiresAt', '>', this.clock.now().toString())
      .where('r.status', 'in', IN_FORCE)
      .executeTakeFirst();
  }
}

function detailsOf({ details }: BusinessRegistration, { legalName, dbaName, ownersAndContacts }: AcceptTransferRequest) {
  return {
    business: { ...details.business, ...(legalName ? { legalName } : {}), ...(dbaName === undefined ? {} : { dbaName }) },
    location: details.location,
    contacts: { ...ownersAndContacts },
  };
}
