import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import { Events } from '../../platform/events/events.js';
import { formatLongDate } from '../../platform/time/format-long-date.js';
import { BusinessCalendar } from '../city/index.js';
import { RecordsService } from '../records/index.js';
import { ContractorOutstanding } from './contractor-outstanding.js';
import { Contractor } from './contractor.entity.js';
import { CONTRACTOR_STATUS_LABELS, isOver, wasRegistered } from './contractor.status.js';
import { ContractorNotFound } from './contractors.errors.js';
import { ContractorStandingChanged, type StandingCause } from './contractors.events.js';
import { ContractorsService, type ContractorStanding } from './contractors.service.js';

/** Takes a registration to be changed, and keeps what everyone sees of it true afterwards. */
@Injectable()
export class ContractorShell {
  constructor(
    private readonly em: EntityManager,
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly contractors: ContractorsService,
    private readonly outstanding: ContractorOutstanding,
    private readonly calendar: BusinessCalendar,
    private readonly events: Events,
  ) {}

  /** Changes of one contractor take turns. */
  async take(number: string): Promise<Contractor> {
    const record = await this.records.byNumber(number);
    const contractor = record && (await this.takeById(record.id));
    if (!contractor) throw new ContractorNotFound(number);
    return contractor;
  }

  takeById(recordId: string): Promise<Contractor | null> {
    return this.em.findOne(Contractor, recordId, { lockMode: LockMode.PESSIMISTIC_WRITE });
  }

  /** Standing now, on the record and as an event for the permits the contractor is named on. */
  async follow(contractor: Contractor, cause: StandingCause): Promise<ContractorStanding> {
    contractor.standingCheckedOn = this.calendar.today();
    const standing = await this.show(contractor);
    if (!wasRegistered(contractor.status)) return standing;
    this.events.publish(
      new ContractorStandingChanged({
        recordId: contractor.recordId,
        number: contractor.number,
        cause,
        status: contractor.status,
        reason: contractor.statusReason ?? null,
        ok: standing.ok,
        problems: standing.problems.map(({ name, expiredOn }) => (expiredOn ? `${name}, until ${formatLongDate(expiredOn)}` : name)),
      }),
    );
    return standing;
  }

  /** Keeps the record true without telling anyone: no standing has changed. */
  async show(contractor: Contractor): Promise<ContractorStanding> {
    await this.database.flush();
    const standing = (await this.contractors.byRecordId(contractor.recordId))!;
    await this.records.update(contractor.recordId, {
      status: contractor.status,
      statusLabel: statusLabel(standing),
      contractorName: contractor.businessName,
      expiresOn: contractor.expiresOn,
      isPublic: wasRegistered(contractor.status),
      outstanding: (await this.outstanding.of([standing])).get(contractor.recordId),
      closed: isOver(contractor.status),
    });
    return standing;
  }
}

function statusLabel({ status, ok }: ContractorStanding): string {
  return status === 'active' && !ok ? 'Registered, papers lapsed' : CONTRACTOR_STATUS_LABELS[status];
}
