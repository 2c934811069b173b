import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { InvalidInput, type FieldError } from '../../../platform/errors/domain-error.js';
import { Clock } from '../../../platform/time/clock.js';
import { BusinessCalendar, CityProfile } from '../../city/index.js';
import { AttachmentsService } from '../../attachments/index.js';
import { Lifecycle } from '../../records/index.js';
import { ContractorAccess } from '../contractor-access.js';
import { ContractorClasses } from '../contractor-classes.js';
import { ContractorCredentials } from '../contractor-credentials.js';
import { ContractorFile } from '../contractor-file.js';
import type { Contractor } from '../contractor.entity.js';
import { isOver, wasRegistered } from '../contractor.status.js';
import { WrongContractorStatus } from '../contractors.errors.js';
import { readClaims } from './claims.rules.js';
import { Filing, type ClaimedCredential } from './filing.entity.js';
import { FilingProgress } from './filing-progress.js';
import type { ContractorRenewalDto, RenewContractorRequest } from './filings.dto.js';
import { RenewalNotFound, RenewalNotOpen, RenewalOpenAlready } from './filings.errors.js';
import { FilingsQueries } from './filings.queries.js';
import { isLate, renewalOpensOn } from './renewal.rules.js';

/** A contractor renews its registration (C-02): the papers named here are recorded when the city approves. */
@Injectable()
export class RenewalsService {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly access: ContractorAccess,
    private readonly classes: ContractorClasses,
    private readonly credentials: ContractorCredentials,
    private readonly attachments: AttachmentsService,
    private readonly progress: FilingProgress,
    private readonly queries: FilingsQueries,
    private readonly file: ContractorFile,
    private readonly lifecycle: Lifecycle,
    private readonly profile: CityProfile,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
  ) {}

  async renew(principal: Principal, number: string, request: RenewContractorRequest): Promise<ContractorRenewalDto> {
    const { recordId } = await this.access.requireOwnManager(principal, number);
    return this.database.transaction(async () => {
      const contractor = (await this.file.lockForUpdate(recordId))!;
      await this.requireRenewable(contractor);
      const credentials = await this.read(contractor, request);
      const late = isLate(contractor.expiresOn!, this.calendar.today());
      const { accountId } = principal;
      // A renewal brings its documents with it.
      const withCitySince = this.calendar.today();
      const filing = Filing.submit({ recordId, kind: 'renewal', credentials, accountId, late, withCitySince }, this.clock.now());
      this.em.persist(filing);
      contractor.seePapers();
      await this.file.show(contractor);
      await this.lifecycle.make(filing.send(contractor, this.clock.now()));
      return this.queries.renewalOf(recordId, filing.id);
    });
  }

  /** Corrected as the city asked. */
  async resubmit(principal: Principal, number: string, id: string, request: RenewContractorRequest): Promise<ContractorRenewalDto> {
    const { recordId } = await this.access.requireOwnManager(principal, number);
    return this.database.transaction(async () => {
      const { contractor, filing } = await this.take(recordId, id);
      const claims = await this.read(contractor, request);
      await this.lifecycle.make(filing.resubmit(contractor, claims, this.clock.now()));
      await this.progress.handOver(contractor, filing);
      contractor.seePapers();
      await this.file.show(contractor);
      return this.queries.renewalOf(recordId, id);
    });
  }

  async withdraw(principal: Principal, number: string, id: string): Promise<ContractorRenewalDto> {
    const { recordId } = await this.access.requireOwnManager(principal, number);
    return this.database.transaction(async () => {
      const { contractor, filing } = await this.take(recordId, id);
      await this.progress.withdraw(contractor, filing, 'The renewal was withdrawn.');
      await this.file.show(contractor);
      return this.queries.renewalOf(recordId, id);
    });
  }

  /** A renewal, with its contractor, both locked. */
  async take(recordId: string, id: string): Promise<{ contractor: Contractor; filing: Filing }> {
    const contractor = await this.file.lockForUpdate(recordId);
    const filing = await this.em.findOne(Filing, { id, recordId, kind: 'renewal' });
    if (!contractor || !filing) throw new RenewalNotFound();
    return { contractor, filing };
  }

  private async requireRenewable({ recordId, number, status, expiresOn }: Contractor): Promise<void> {
    if (isOver(status) || !wasRegistered(status)) throw new WrongContractorStatus(number, 'renewed', status);
    const open = await this.progress.openOf(recordId);
    if (open) throw new RenewalOpenAlready(number, open.id);
    const opensOn = renewalOpensOn(expiresOn!, this.profile.contractor.renewalOpensDaysBefore);
    if (Temporal.PlainDate.compare(this.calendar.today(), opensOn) < 0) throw new RenewalNotOpen(number, opensOn, expiresOn!);
  }

  private async read(contractor: Contractor, { credentials: requests }: RenewContractorRequest): Promise<ClaimedCredential[]> {
    const today = this.calendar.today();
    const next = contractor.expiresOn!.add({ days: 1 });
    const problems: FieldError[] = [];
    const claims = readClaims(
      requests,
      {
        classes: this.classes.of(contractor.classes),
        find: (code) => this.classes.find(code),
        onFile: await this.credentials.of([contractor.recordId]),
        today,
        newTermFrom: Temporal.PlainDate.compare(next, today) > 0 ? next : today,
      },
      problems,
    );
    for (const [index, { kind, classCode, number }] of claims.entries()) {
      if (kind !== 'state-license' || !classCode || !number) continue;
      const holder = await this.credentials.holderOf(classCode, number);
      if (holder && holder !== contractor.number) {
        problems.push({ pointer: `/credentials/${index}/number`, detail: 'is on file for another contractor' });
      }
    }
    if (problems.length > 0) throw new InvalidInput(problems);
    await this.attachments.requireOf(
      contractor.recordId,
      claims.flatMap(({ attachmentIds }) => attachmentIds),
    );
    return claims;
  }
}
