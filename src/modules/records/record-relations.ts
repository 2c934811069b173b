import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { Events } from '../../platform/events/events.js';
import { Clock } from '../../platform/time/clock.js';
import { RelatedRecordChanged } from './records.events.js';
import { RECORD_COLUMNS, toSummary, type RecordRow } from './records.queries.js';
import type { RecordSummary } from './records.types.js';

/** What one record is to another: a permit `answers` the code case whose violation it puts right. */
export const RECORD_RELATIONS = ['answers'] as const;
export type RecordRelation = (typeof RECORD_RELATIONS)[number];

type Changed = Pick<RecordSummary, 'id' | 'number' | 'kind' | 'typeName' | 'status' | 'statusLabel' | 'isPublic'>;

/** How records refer to each other, whatever modules they belong to: those do not know each other and hear it from here. */
@Injectable()
export class RecordRelations {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly clock: Clock,
  ) {}

  /** The records that this one names. */
  async namedBy(recordId: string, relation: RecordRelation): Promise<RecordSummary[]> {
    const rows = await this.database.rows(sql<RecordRow>`
      select ${RECORD_COLUMNS} from records.related l join records.record r on r.id = l.related_id
      where l.record_id = ${recordId} and l.relation = ${relation} order by r.id`);
    return rows.map(toSummary);
  }

  /** The records that name this one. */
  async naming(recordId: string, relation: RecordRelation): Promise<RecordSummary[]> {
    return (await this.namingEach([recordId], relation)).get(recordId) ?? [];
  }

  /** The same of several records; those that none names are left out. */
  async namingEach(recordIds: readonly string[], relation: RecordRelation): Promise<Map<string, RecordSummary[]>> {
    const rows = await this.database.rows(sql<RecordRow & { named: string }>`
      select ${RECORD_COLUMNS}, l.related_id as named from records.related l join records.record r on r.id = l.record_id
      where l.related_id = any(${recordIds}::uuid[]) and l.relation = ${relation} order by r.id`);
    const byNamed = Map.groupBy(rows, ({ named }) => named);
    return new Map([...byNamed].map(([named, naming]) => [named, naming.map(toSummary)]));
  }

  /** All that the record names from now on; what is not among them is let go. */
  async name(record: Changed, relation: RecordRelation, relatedIds: string[]): Promise<void> {
    await this.database.execute(sql`
      delete from records.related where record_id = ${record.id} and relation = ${relation} and not related_id = any(${relatedIds}::uuid[])`);
    const added = await this.database.rows(sql<{ relatedId: string }>`
      insert into records.related (record_id, related_id, relation, since)
      select ${record.id}::uuid, id, ${relation}, ${this.clock.now().toString()}::timestamptz from unnest(${relatedIds}::uuid[]) id
      on conflict do nothing returning related_id`);
    this.publish(
      record,
      added.map(({ relatedId }) => ({ relatedId, relation })),
    );
  }

  /** Tells the records that these name of their new status. */
  async follow(records: Changed[]): Promise<void> {
    if (records.length === 0) return;
    const named = await this.database.rows(sql<Named & { recordId: string }>`
      select record_id, related_id, relation from records.related where record_id = any(${records.map(({ id }) => id)}::uuid[])`);
    for (const record of records) {
      this.publish(
        record,
        named.filter(({ recordId }) => recordId === record.id),
      );
    }
  }

  /** A draft is its applicant's own affair. */
  private publish(record: Changed, named: Named[]): void {
    if (!record.isPublic) return;
    const { id, number, kind, typeName, status, statusLabel } = record;
    for (const { relatedId, relation } of named) {
      this.events.publish(
        new RelatedRecordChanged({ recordId: relatedId, relation, relatedId: id, number, kind, typeName, status, statusLabel }),
      );
    }
  }
}

interface Named {
  relatedId: string;
  relation: RecordRelation;
}
