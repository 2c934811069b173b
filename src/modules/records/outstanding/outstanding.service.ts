import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database.js';
import { Clock } from '../../../platform/time/clock.js';
import { RecordsService } from '../records.service.js';
import type { RecordSummary } from '../records.types.js';
import { OutstandingList } from './outstanding-list.js';
import type { KeptItem, Outstanding, OutstandingItem } from './outstanding.types.js';

/** What the records of a module wait for: the one function that a kind of record writes. */
export interface OutstandingOfKind {
  kind: string;
  /** In a fixed number of queries, however many records. Licenses belong to several modules: each answers for its own. */
  of(recordIds: readonly string[]): Promise<ReadonlyMap<string, Outstanding>>;
}

/** Asks the modules above what their records wait for; they register themselves here. */
@Injectable()
export class OutstandingService {
  private readonly kinds: OutstandingOfKind[] = [];

  constructor(
    private readonly database: Database,
    private readonly records: RecordsService,
    private readonly list: OutstandingList,
    private readonly clock: Clock,
  ) {}

  register(kind: OutstandingOfKind): void {
    this.kinds.push(kind);
  }

  /** Asks anew what open records wait for, and keeps it; in a fixed number of statements, however many records of a kind. */
  async refresh(recordIds: readonly string[]): Promise<void> {
    await this.database.transaction(async () => {
      // What is kept must not be older than what somebody else keeps at the same moment.
      await this.records.lockAllForUpdate(recordIds);
      const records = await this.records.byIds([...recordIds]);
      const asked = await this.ask(records.filter(({ closedAt }) => !closedAt));
      if (asked.size > 0) await this.records.updateAll([...asked].map(([recordId, outstanding]) => ({ recordId, outstanding })));
    });
  }

  /** What each record waits for, as it was last said; those that wait for nothing are left out. */
  of(recordIds: readonly string[]): Promise<Map<string, KeptItem[]>> {
    return this.list.of(recordIds);
  }

  /** What a module has found out at this moment, each item since it was first seen. */
  async sinceFirstSeen(recordId: string, items: readonly OutstandingItem[]): Promise<KeptItem[]> {
    const kept = new Map(((await this.list.of([recordId])).get(recordId) ?? []).map((item) => [keyOf(item), item]));
    return items.map((item) => {
      const before = kept.get(keyOf(item));
      return { ...item, since: item.since ?? before?.since ?? this.clock.now(), dueOn: item.dueOn ?? before?.dueOn ?? null };
    });
  }

  private async ask(records: readonly Pick<RecordSummary, 'id' | 'kind'>[]): Promise<Map<string, Outstanding>> {
    const answers = new Map<string, Outstanding>();
    for (const each of this.kinds) {
      const ofKind = records.flatMap((record) => (record.kind === each.kind ? record.id : []));
      if (ofKind.length === 0) continue;
      for (const [recordId, outstanding] of await each.of(ofKind)) answers.set(recordId, outstanding);
    }
    return answers;
  }
}

function keyOf({ kind, code, waitingOn }: OutstandingItem): string {
  return [kind, code, waitingOn].join(' ');
}
