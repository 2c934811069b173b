import { Injectable } from '@nestjs/common';
import type { RecordSummary } from '../records/index.js';
import { nextStepOf, type Blocker } from './project-blockers.rules.js';

/** What records of one kind wait for, in detail; records that are not named wait for their next step alone. */
export interface BlockersOfKind {
  kind: string;
  /** A fixed number of queries, however many records. Licenses belong to several modules: each names its own. */
  of(records: readonly RecordSummary[]): Promise<ReadonlyMap<string, Blocker[]>>;
}

/** What records wait for: their next step, or what the modules above know of it, which register themselves here. */
@Injectable()
export class ProjectBlockers {
  private readonly providers: BlockersOfKind[] = [];

  register(provider: BlockersOfKind): void {
    this.providers.push(provider);
  }

  /** `inDetail` says of which records the reader may know more than the next step. */
  async of(records: readonly RecordSummary[], inDetail: (record: RecordSummary) => boolean): Promise<Map<string, Blocker[]>> {
    const blockers = new Map(records.map((record) => [record.id, nextStepOf(record)]));
    const open = records.filter((record) => !record.closedAt && inDetail(record));
    for (const provider of this.providers) {
      const ofKind = open.filter((record) => record.kind === provider.kind);
      if (ofKind.length === 0) continue;
      for (const [recordId, details] of await provider.of(ofKind)) if (details.length > 0) blockers.set(recordId, details);
    }
    return blockers;
  }
}
