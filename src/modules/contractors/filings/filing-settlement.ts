import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { Events } from '../../../platform/events/events.js';
import { Clock } from '../../../platform/time/clock.js';
import { formatLongDate } from '../../../platform/time/format-long-date.js';
import { BusinessCalendar, CityProfile } from '../../city/index.js';
import { FeeSchedules, FeesService, globalFeeIfAny } from '../../payments/index.js';
import { RecordsService } from '../../records/index.js';
import { ContractorCredentials } from '../contractor-credentials.js';
import { ContractorShell } from '../contractor-shell.js';
import type { Contractor } from '../contractor.entity.js';
import { ContractorFilingWithdrawn, ContractorRegistered, ContractorRenewed } from '../contractors.events.js';
import { Filing } from './filing.entity.js';
import { OpenFilings } from './open-filings.js';
import { firstTermEndsOn, renewedUntil } from './renewal.rules.js';

const FEES = { registration: 'contractor-registration', renewal: 'contractor-renewal', late: 'contractor-late' } as const;

/** What an open filing waits for, and what follows once it is there: the documents, the fee. */
@Injectable()
export class FilingSettlement {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly shell: ContractorShell,
    private readonly open: OpenFilings,
    private readonly credentials: ContractorCredentials,
    private readonly records: RecordsService,
    private readonly fees: FeesService,
    private readonly schedules: FeeSchedules,
    private readonly profile: CityProfile,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
    private readonly events: Events,
  ) {}

  /** The open filing of a contractor whose turn it is already. */
  openOf(recordId: string): Promise<Filing | null> {
    return this.em.findOne(Filing, { recordId, closedAt: null }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  }

  /** An approved filing costs what the schedule says, and is completed at once when that is nothing. */
  async charge(contractor: Contractor, filing: Filing): Promise<void> {
    const { schedule } = await this.schedules.inForce(this.calendar.today());
    const codes = filing.kind === 'application' ? [FEES.registration] : [FEES.renewal, ...(filing.late ? [FEES.late] : [])];
    await this.fees.assess(
      contractor.recordId,
      codes.flatMap((code) => globalFeeIfAny(schedule, code)),
    );
    await this.settleLocked(contractor, filing);
  }

  /** After fees were assessed, paid or voided; completes an approved filing once none is left. Safe to call at any time, for any record. */
  async settle(recordId: string): Promise<void> {
    await this.database.transaction(async () => {
      const contractor = await this.shell.takeById(recordId);
      if (!contractor) return;
      const filing = await this.openOf(recordId);
      await (filing?.status === 'fee-due' ? this.settleLocked(contractor, filing) : this.shell.show(contractor));
    });
  }

  /** An application is with the city from the day on which its last document arrived. */
  async followDocuments(recordId: string): Promise<void> {
    await this.database.transaction(async () => {
      const contractor = await this.shell.takeById(recordId);
      const filing = contractor && (await this.openOf(recordId));
      if (filing?.kind !== 'application' || filing.status !== 'submitted') return;
      await this.handOver(contractor!, filing);
      await this.shell.show(contractor!);
    });
  }

  /** To the city, or back to whoever has documents to upload. */
  async handOver(contractor: Contractor, filing: Filing): Promise<void> {
    const isComplete = filing.kind === 'renewal' || (await this.open.isComplete(contractor.recordId, contractor.classes));
    filing.withCitySince = isComplete ? (filing.withCitySince ?? this.calendar.today()) : null;
  }

  async withdraw(contractor: Contractor, filing: Filing, summary: string): Promise<void> {
    filing.withdraw(this.clock.now());
    await this.database.flush();
    await this.takeBackApproval(contractor, filing, `The ${filing.kind} was withdrawn`);
    await this.records.tell(contractor.recordId, { type: `contractors.${filing.kind}-withdrawn`, summary, visibility: 'owners' });
    this.events.publish(new ContractorFilingWithdrawn(this.factsOf(contractor, filing)));
  }

  /**
   * The fees of a filing that came to nothing since it was decided. An applicant keeps no state license on file either: it can be shown
   * by whoever holds it. What a renewal put on file stays.
   */
  async takeBackApproval({ recordId }: Contractor, filing: Filing, reason: string, approvedAt = filing.decidedAt): Promise<void> {
    if (!approvedAt) return;
    await this.fees.takeBack(recordId, reason, Object.values(FEES), approvedAt);
    if (filing.kind === 'application') await this.credentials.endStateLicenses(recordId);
  }

  factsOf({ recordId, number }: Contractor, { id, kind }: Filing) {
    return { recordId, number, filingId: id, filing: kind };
  }

  private async settleLocked(contractor: Contractor, filing: Filing): Promise<void> {
    if ((await this.fees.outstanding(contractor.recordId)).length > 0) {
      await this.shell.show(contractor);
      return;
    }
    filing.complete(this.clock.now());
    await (filing.kind === 'application' ? this.register(contractor, filing) : this.renew(contractor, filing));
  }

  private async register(contractor: Contractor, filing: Filing): Promise<void> {
    const today = this.calendar.today();
    filing.expiresOn ??= firstTermEndsOn(today, this.profile.contractor.termMonths);
    contractor.activate(filing.expiresOn, this.clock.now());
    await this.shell.follow(contractor, 'registered');
    const { recordId, number, businessName } = contractor;
    await this.records.update(recordId, { issuedOn: today });
    await this.records.tell(recordId, { type: 'contractors.registered', summary: `${businessName} was registered.`, visibility: 'public' });
    this.events.publish(new ContractorRegistered({ recordId, number, accountId: filing.accountId, firstPassword: false }));
  }

  private async renew(contractor: Contractor, filing: Filing): Promise<void> {
    filing.expiresOn = renewedUntil(contractor.expiresOn!, {
      late: filing.late,
      paidOn: this.calendar.today(),
      termMonths: this.profile.contractor.termMonths,
    });
    contractor.renew(filing.expiresOn);
    await this.shell.follow(contractor, 'renewal');
    await this.records.tell(contractor.recordId, {
      type: 'contractors.renewed',
      summary: `The registration was renewed and runs until ${formatLongDate(filing.expiresOn)}.`,
      visibility: 'public',
    });
    this.events.publish(new ContractorRenewed({ ...this.factsOf(contractor, filing), expiresOn: filing.expiresOn.toString() }));
  }
}
