import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { RecordNotFound, RecordsService, type RecordSummary } from '../records/index.js';
import { Permit } from './permit.entity.js';
import { PermitNotFound } from './permits.errors.js';

/**
 * Makes what happens to one permit take turns, so that the last fee and the last document that arrive at the same moment issue
 * it once. Whoever changes a permit locks in one order: the permit, its review cycles or inspections, the record, its fees.
 */
@Injectable()
export class PermitLock {
  constructor(
    private readonly em: EntityManager,
    private readonly records: RecordsService,
  ) {}

  /** The permit of a record as it is once its turn has come; null when the record is something else. */
  take(recordId: string): Promise<Permit | null> {
    return this.em.findOne(Permit, { recordId }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  }

  async of(record: Pick<RecordSummary, 'id' | 'number'>): Promise<Permit> {
    const permit = await this.take(record.id);
    if (!permit) throw new PermitNotFound(record.number);
    return permit;
  }

  /** For staff, who know every record. */
  async byNumber(number: string): Promise<{ permit: Permit; record: RecordSummary }> {
    const record = await this.records.byNumber(number);
    if (!record) throw new RecordNotFound(number);
    return { permit: await this.of(record), record };
  }
}
