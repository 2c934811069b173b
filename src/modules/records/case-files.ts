import { LockMode, type EntityClass, type FilterQuery } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Database } from '../../platform/database/database.js';
import type { Outstanding } from './outstanding/outstanding.types.js';
import { RecordsService } from './records.service.js';
import type { RecordChange, RecordSummary } from './records.types.js';

/** What a module keeps of a record. */
interface OfRecord {
  recordId: string;
}

/** What is particular to the case files of one module: what it keeps of each, and how the record shows it. */
export interface CaseFileKind<Thing extends OfRecord> {
  entity: EntityClass<Thing>;
  /** The refusal of a number: of no record at all, or of one that is something else. */
  notFound(number: string, isRecord: boolean): Error;
  /** What the record shows of it. */
  shows(thing: Thing): RecordChange & { statusLabel: string };
}

/** The case files of every module: takes one to be changed, and keeps its record true to it afterwards. */
@Injectable()
export class CaseFiles {
  constructor(
    private readonly em: EntityManager,
    private readonly database: Database,
    private readonly records: RecordsService,
  ) {}

  /** As it is once those who change it at the same moment are done, who wait from now on; null when the record is something else. */
  lockForUpdate<Thing extends OfRecord>({ entity }: CaseFileKind<Thing>, recordId: string): Promise<Thing | null> {
    const ofRecord = { recordId } as FilterQuery<Thing>;
    return this.em.findOne<Thing>(entity, ofRecord, { lockMode: LockMode.PESSIMISTIC_WRITE });
  }

  /** The same for those who have its record. */
  async lockOf<Thing extends OfRecord>(kind: CaseFileKind<Thing>, { id, number }: Pick<RecordSummary, 'id' | 'number'>): Promise<Thing> {
    const thing = await this.lockForUpdate(kind, id);
    if (!thing) throw kind.notFound(number, true);
    return thing;
  }

  /** The same for staff, who know every record. */
  async lockByNumber<Thing extends OfRecord>(kind: CaseFileKind<Thing>, number: string): Promise<Thing> {
    const record = await this.records.byNumber(number);
    if (!record) throw kind.notFound(number, false);
    return this.lockOf(kind, record);
  }

  /** Makes the record say what it says and what it waits for; the answer is whether it waits for something else than before. */
  async show<Thing extends OfRecord>(
    kind: CaseFileKind<Thing>,
    thing: Thing,
    outstanding: Outstanding,
    more: RecordChange = {},
  ): Promise<boolean> {
    return (await this.showAll(kind, [{ thing, outstanding, more }])).has(thing.recordId);
  }

  /** The same of many at once. */
  async showAll<Thing extends OfRecord>(
    kind: CaseFileKind<Thing>,
    all: readonly { thing: Thing; outstanding: Outstanding; more?: RecordChange }[],
  ): Promise<ReadonlySet<string>> {
    await this.database.flush();
    return this.records.updateAll(
      all.map(({ thing, outstanding, more }) => ({ recordId: thing.recordId, ...kind.shows(thing), outstanding, ...more })),
    );
  }

  /** It is over, and waits for nothing. */
  async close<Thing extends OfRecord>(kind: CaseFileKind<Thing>, thing: Thing): Promise<void> {
    await this.show(kind, thing, { items: [], otherwise: kind.shows(thing).statusLabel }, { closed: true });
  }
}
