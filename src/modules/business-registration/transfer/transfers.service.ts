import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Keys } from '../../../platform/auth/keys.js';
import { linkToken, readLinkToken } from '../../../platform/auth/link-tokens.js';
import type { Principal } from '../../../platform/auth/principal.js';
import { Settings } from '../../../platform/config/settings.js';
import { Database } from '../../../platform/database/database.js';
import { newId } from '../../../platform/database/ids.js';
import { InvalidInput } from '../../../platform/errors/domain-error.js';
import { Events } from '../../../platform/events/events.js';
import { Clock } from '../../../platform/time/clock.js';
import { AccountsService } from '../../accounts/index.js';
import { RecordsService } from '../../records/index.js';
import type { BusinessRegistration } from '../business-registration.entity.js';
import { RenewalUnderWay, TransferInvalid, TransferNotFound } from '../business-registration.errors.js';
import { BusinessTransferred, TransferOffered } from '../business-registration.events.js';
import { IN_FORCE, type BusinessStatus } from '../business-registration.status.js';
import type { BusinessRegistrationDto } from '../business-registrations.dto.js';
import { BusinessQueries } from '../business-registrations.queries.js';
import { BusinessShell } from '../business-shell.js';
import { BusinessApprovalService } from '../certificate/business-approval.service.js';
import { BusinessCertificates } from '../certificate/business-certificates.service.js';
import { TaxNumbers } from '../confidential/tax-numbers.service.js';
import { TransferMachine } from './transfer.status.js';
import type { AcceptTransferRequest } from './transfers.dto.js';

const DAYS_VALID = 14;
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
    private readonly shell: BusinessShell,
    private readonly approval: BusinessApprovalService,
    private readonly certificates: BusinessCertificates,
    private readonly taxNumbers: TaxNumbers,
    private readonly accounts: AccountsService,
    private readonly records: RecordsService,
    private readonly queries: BusinessQueries,
    private readonly keys: Keys,
    private readonly settings: Settings,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /** A newer invitation takes the place of the last one. */
  async offer(principal: Principal, number: string, email: string): Promise<BusinessRegistrationDto> {
    return this.database.transaction(async () => {
      const { record } = await this.records.requireOwner(principal, number);
      const registration = await this.shell.of(record);
      await this.requireTransferable(registration);
      const own = await this.accounts.get(registration.ownerId);
      if (own && own.email.toLowerCase() === email.trim().toLowerCase()) {
        throw new InvalidInput([{ pointer: '/email', detail: 'must be the address of somebody else' }]);
      }
      await this.endOpen(record.id);
      const id = newId();
      const now = this.clock.now();
      await this.database.execute(sql`
        insert into business_registration.transfer (id, record_id, from_account_id, email, status, offered_at, expires_at)
        values (${id}, ${record.id}, ${principal.accountId}, ${email.trim()}, 'open', ${now.toString()},
          ${now.add({ hours: DAYS_VALID * 24 }).toString()})`);
      await this.shell.tell(registration, 'transfer-offered', 'The owner invited somebody to take the registration over');
      const { recordId, number: official } = registration;
      this.events.publish(new TransferOffered({ recordId, number: official, transferId: id, accountId: principal.accountId }));
      return this.queries.registration(principal, official);
    });
  }

  async cancel(principal: Principal, number: string): Promise<void> {
    await this.database.transaction(async () => {
      const { record } = await this.records.requireOwner(principal, number);
      const registration = await this.shell.of(record);
      if (!(await this.endOpen(record.id))) throw new TransferNotFound(record.number);
      await this.shell.tell(registration, 'transfer-cancelled', 'The owner took the invitation back');
    });
  }

  /** Whoever has the link has the mailbox that it was sent to; of two who try at the same moment, one is told no. */
  async accept(principal: Principal, request: AcceptTransferRequest): Promise<BusinessRegistrationDto> {
    return this.database.transaction(async () => {
      const read = readLinkToken(this.keys.for('business-transfers'), request.token, [PURPOSE]);
      const offer = read && (await this.openById(read.id));
      if (!offer) throw new TransferInvalid();
      const registration = (await this.shell.take(offer.recordId))!;
      await this.requireTransferable(registration);
      if (registration.ownerId === principal.accountId) throw new TransferInvalid();
      if (!(await this.spend(offer.id, principal.accountId))) throw new TransferInvalid();

      const formerOwnerId = registration.ownerId;
      registration.handOver(principal.accountId);
      registration.correct(detailsOf(registration, request));
      const { recordId, number } = registration;
      // The former owner leaves altogether, whatever else made them party to it.
      await this.records.dismissOwner(recordId, number, formerOwnerId);
      await this.records.addParty(recordId, principal.accountId, 'owner', 'applicant');
      await this.taxNumbers.forgetAll(recordId);
      await this.database.flush();
      await this.records.update(recordId, this.shell.publicFace(registration.details));
      await this.certificates.issue(registration, 'transferred');
      await this.shell.tell(registration, 'transferred', 'The registration passed to another owner');
      this.events.publish(new BusinessTransferred({ recordId, number, formerOwnerId, ownerId: principal.accountId }));
      return this.queries.registration(principal, number);
    });
  }

  /** Nobody takes over what is closed or revoked. */
  async endOpen(recordId: string): Promise<boolean> {
    const ended = await this.database.execute(sql`
      update business_registration.transfer set status = 'cancelled', ended_at = ${this.clock.now().toString()}
      where record_id = ${recordId} and status = any(${TransferMachine.from('cancel')}::text[])`);
    return ended > 0;
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

  private async openById(id: string): Promise<Omit<TransferOffer, 'accountId'> | undefined> {
    return this.database.row(sql<Omit<TransferOffer, 'accountId'>>`
      select t.id, t.record_id, t.from_account_id, t.email::text as email, t.expires_at
      from business_registration.transfer t join business_registration.registration r on r.record_id = t.record_id
      where t.id = ${id} and t.status = 'open' and t.expires_at > ${this.clock.now().toString()}
        and r.status = any(${[...IN_FORCE] as BusinessStatus[]}::text[])`);
  }

  private async spend(id: string, accountId: string): Promise<boolean> {
    const now = this.clock.now().toString();
    return (
      (await this.database.execute(sql`
        update business_registration.transfer set status = 'accepted', to_account_id = ${accountId}, ended_at = ${now}
        where id = ${id} and status = any(${TransferMachine.from('accept')}::text[]) and expires_at > ${now}`)) === 1
    );
  }
}

function detailsOf({ details }: BusinessRegistration, { legalName, dbaName, ownersAndContacts }: AcceptTransferRequest) {
  return {
    business: { ...details.business, ...(legalName ? { legalName } : {}), ...(dbaName === undefined ? {} : { dbaName }) },
    location: details.location,
    contacts: { ...ownersAndContacts },
  };
}
