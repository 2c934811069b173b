import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../platform/time/clock.js';
import { BusinessCalendar, CityProfile } from '../../city/index.js';
import { FeeSchedules, FeesService, globalFeeIfAny } from '../../payments/index.js';
import { Lifecycle, RecordsService } from '../../records/index.js';
import { ContractorCredentials } from '../contractor-credentials.js';
import { ContractorFile } from '../contractor-file.js';
import type { Contractor } from '../contractor.entity.js';
import { isOver, wasRegistered } from '../contractor.status.js';
import { ContractorsService } from '../contractors.service.js';
import { Filing } from './filing.entity.js';
import { OpenFilings } from './open-filings.js';
import { firstTermEndsOn, renewedUntil } from './renewal.rules.js';

const FEES = { registration: 'contractor-registration', renewal: 'contractor-renewal', late: 'contractor-late' } as const;

/** What an open filing waits for, and what follows once it is there: the documents, the fee. */
@Injectable()
export class FilingProgress {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly file: ContractorFile,
    private readonly open: OpenFilings,
    private readonly contractors: ContractorsService,
    private readonly credentials: ContractorCredentials,
    private readonly records: RecordsService,
    private readonly lifecycle: Lifecycle,
    private readonly fees: FeesService,
    private readonly schedules: FeeSchedules,
    private readonly profile: CityProfile,
    private readonly calendar: BusinessCalendar,
    private readonly clock: Clock,
  ) {}

  /** The open filing of a contractor that is locked. */
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
    await this.advanceLocked(contractor, filing);
  }

  /** After fees were assessed, paid or voided; completes an approved filing once none is left. Safe to call at any time, for any record. */
  async advance(recordId: string): Promise<void> {
    await this.database.transaction(async () => {
      const contractor = await this.file.lockForUpdate(recordId);
      if (!contractor) return;
      const filing = await this.openOf(recordId);
      await (filing?.status === 'fee-due' ? this.advanceLocked(contractor, filing) : this.file.show(contractor));
    });
  }

  /** An application is with the city from the day on which its last document arrived. */
  async followDocuments(recordId: string): Promise<void> {
    await this.database.transaction(async () => {
      const contractor = await this.file.lockForUpdate(recordId);
      const filing = contractor && (await this.openOf(recordId));
      if (filing?.kind !== 'application' || filing.status !== 'submitted') return;
      await this.handOver(contractor!, filing);
      await this.file.show(contractor!);
    });
  }

  /**
   * What a contractor uploads between its renewals, such as next year's policy, waits for the city; what belongs to an open filing is
   * looked at with it, and what staff or others add is not the contractor's.
   */
  async noteUpload(recordId: string, accountId: string): Promise<void> {
    await this.database.transaction(async () => {
      const contractor = await this.file.lockForUpdate(recordId);
      if (!contractor || !wasRegistered(contractor.status) || isOver(contractor.status)) return;
      const { accountIds } = (await this.contractors.byRecordId(recordId))!;
      if (!accountIds.includes(accountId) || (await this.openOf(recordId))) return;
      contractor.receivePapers(this.calendar.today());
      await this.file.show(contractor);
    });
  }

  /** To the city, or back to whoever has documents to upload. */
  async handOver({ recordId, classes }: Contractor, filing: Filing): Promise<void> {
    const isComplete = filing.kind === 'renewal' || (await this.open.missingOn(recordId, classes)).length === 0;
    filing.withCitySince = isComplete ? (filing.withCitySince ?? this.calendar.today()) : null;
  }

  async withdraw(contractor: Contractor, filing: Filing, summary: string): Promise<void> {
    await this.lifecycle.make(filing.withdraw(contractor, summary, this.clock.now()));
    await this.database.flush();
    await this.takeBackApproval(contractor, filing, `The ${filing.kind} was withdrawn`);
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

  private async advanceLocked(contractor: Contractor, filing: Filing): Promise<void> {
    if ((await this.fees.outstanding(contractor.recordId)).length > 0) {
      await this.file.show(contractor);
      return;
    }
    await (filing.kind === 'application' ? this.register(contractor, filing) : this.renew(contractor, filing));
  }

  private async register(contractor: Contractor, filing: Filing): Promise<void> {
    const [today, now] = [this.calendar.today(), this.clock.now()];
    const until = filing.expiresOn ?? firstTermEndsOn(today, this.profile.contractor.termMonths);
    const who = { byStaff: false, accountId: filing.accountId, firstPassword: false };
    await this.lifecycle.make(filing.complete(contractor, until, now), contractor.register(until, who, now));
    await this.file.follow(contractor, 'registered');
    await this.records.update(contractor.recordId, { issuedOn: today });
  }

  private async renew(contractor: Contractor, filing: Filing): Promise<void> {
    const { termMonths } = this.profile.contractor;
    const until = renewedUntil(contractor.expiresOn!, { late: filing.late, paidOn: this.calendar.today(), termMonths });
    const completed = filing.complete(contractor, until, this.clock.now());
    await this.lifecycle.make(completed, contractor.renew(until, filing.factsOf(contractor)));
    await this.file.follow(contractor, 'renewal');
  }
}
