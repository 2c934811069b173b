import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { RecordsService, type ChronologyEntry, type Outstanding } from '../records/index.js';
import { Conveyance } from './conveyance.entity.js';
import { CONVEYANCE_STATUS_LABELS } from './conveyance.status.js';
import { ConveyanceNotFound } from './conveyances.errors.js';

/**
 * Takes a unit to be changed, and keeps what everyone sees of it true afterwards. Whoever changes a unit locks in one order: the unit,
 * its inspections, the record, its fees.
 */
@Injectable()
export class ConveyanceShell {
  constructor(
    private readonly em: EntityManager,
    private readonly records: RecordsService,
  ) {}

  /** Changes of one unit take turns. */
  async take(number: string): Promise<Conveyance> {
    const record = await this.records.byNumber(number);
    const unit = record && (await this.takeById(record.id));
    if (!unit) throw new ConveyanceNotFound(number);
    return unit;
  }

  /** Null when the record is something else. */
  takeById(recordId: string): Promise<Conveyance | null> {
    return this.em.findOne(Conveyance, recordId, { lockMode: LockMode.PESSIMISTIC_WRITE });
  }

  async show(shown: { unit: Conveyance; outstanding: Outstanding }[]): Promise<void> {
    await this.records.updateAll(
      shown.map(({ unit, outstanding }) => ({
        recordId: unit.recordId,
        status: unit.status,
        statusLabel: CONVEYANCE_STATUS_LABELS[unit.status],
        issuedOn: unit.certificateIssuedOn ?? null,
        expiresOn: unit.certificateExpiresOn ?? null,
        outstanding,
        closed: unit.status === 'retired',
      })),
    );
  }

  async tell(
    unit: Pick<Conveyance, 'recordId'>,
    what: string,
    summary: string,
    visibility: ChronologyEntry['visibility'] = 'parties',
  ): Promise<void> {
    await this.records.tell(unit.recordId, { type: `conveyance.${what}`, summary, visibility });
  }
}
