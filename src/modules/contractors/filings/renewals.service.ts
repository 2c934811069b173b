import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/principal.js';
import { Database } from '../../../platform/database/database.js';
import { InvalidInput, type FieldError } from '../../../platform/errors/domain-error.js';
import { Events } from '../../../platform/events/events.js';
import { Clock } from '../../../platform/time/clock.js';
import { BusinessCalendar, CityProfile } from '../../city/index.js';
import { AttachmentsService } from '../../attachments/index.js';
import { RecordsService } from '../../records/index.js';
import { ContractorAccess } from '../contractor-access.js';
import { ContractorClasses } from '../contractor-classes.js';
import { ContractorCredentials } from '../contractor-credentials.js';
import { ContractorShell } from '../contractor-shell.js';
import type { Contractor } from '../contractor.entity.js';
import { isOver, wasRegistered } from '../contractor.status.js';
import { WrongContractorStatus } from '../contractors.errors.js';
import { ContractorFilingSubmitted } from '../contractors.events.js';
import { readClaims } from './claims.rules.js';
import { Filing, type ClaimedCredential } from './filing.entity.js';
import { FilingSettlement } from './filing-settlement.js';
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
    private readonly settlement: FilingSettlement,
    private readonly queries: FilingsQueries,
    private readonly shell: ContractorShell,
    private readonly records: RecordsService,
    private readonly profile: CityProfile,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  async renew(principal: Principal, number: string, request: RenewContractorRequest): Promise<ContractorRenewalDto> {
    const { recordId } = await this.access.requireOwnManager(principal, number);
    return this.database.transaction(async () => {
      const contractor = (await this.shell.takeById(recordId))!;
      await this.requireRenewable(contractor);
      const credentials = await this.read(contractor, request);
      const late = isLate(contractor.expiresOn!, this.calendar.today());
      const filing = Filing.submit({ recordId, kind: 'renewal', credentials, accountId: principal.accountId, late }, this.clock.now());
      await this.settlement.handOver(contractor, filing);
      this.em.persist(filing);
      await this.submitted(contractor, filing, 'The renewal of the registration was sent to the city.', false);
      return this.queries.renewalOf(recordId, filing.id);
    });
  }

  /** Corrected as the city asked. */
  async resubmit(principal: Principal, number: string, id: string, request: RenewContractorRequest): Promise<ContractorRenewalDto> {
    const { recordId } = await this.access.requireOwnManager(principal, number);
    return this.database.transaction(async () => {
      const { contractor, filing } = await this.take(recordId, id);
      filing.resubmit(await this.read(contractor, request), this.clock.now());
      await this.settlement.handOver(contractor, filing);
      await this.submitted(contractor, filing, 'The renewal was corrected and sent again.', true);
      return this.queries.renewalOf(recordId, id);
    });
  }

  async withdraw(principal: Principal, number: string, id: string): Promise<ContractorRenewalDto> {
    const { recordId } = await this.access.requireOwnManager(principal, number);
    return this.database.transaction(async () => {
      const { contractor, filing } = await this.take(recordId, id);
      await this.settlement.withdraw(contractor, filing, 'The renewal was withdrawn.');
      await this.shell.show(contractor);
      return this.queries.renewalOf(recordId, id);
    });
  }

  /** A renewal, its contractor's turn taken. */
  async take(recordId: string, id: string): Promise<{ contractor: Contractor; filing: Filing }> {
    const contractor = await this.shell.takeById(recordId);
    const filing = await this.em.findOne(Filing, { id, recordId, kind: 'renewal' });
    if (!contractor || !filing) throw new RenewalNotFound();
    return { contractor, filing };
  }

  private async submitted(contractor: Contractor, filing: Filing, summary: string, again: boolean): Promise<void> {
    contractor.seePapers();
    await this.shell.show(contractor);
    const type = again ? 'contractors.renewal-resubmitted' : 'contractors.renewal-sent';
    await this.records.tell(contractor.recordId, { type, summary, visibility: 'owners' });
    this.events.publish(new ContractorFilingSubmitted({ ...this.settlement.factsOf(contractor, filing), again }));
  }

  private async requireRenewable({ recordId, number, status, expiresOn }: Contractor): Promise<void> {
    if (isOver(status) || !wasRegistered(status)) throw new WrongContractorStatus(number, 'renewed', status);
    const open = await this.settlement.openOf(recordId);
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
