import { Injectable, type OnModuleInit } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/ids.js';
import { Events } from '../../platform/events/events.js';
import { Clock } from '../../platform/time/clock.js';
import { CityProfile } from '../city/index.js';
import { PartyFollowers, RecordUnlinked } from '../records/index.js';
import { BY_PROJECT } from './project.record-type.js';

interface Pair {
  recordId: string;
  accountId: string;
}

type Gone = Pair & { number: string };

/** Where the city wants it so, the parties of a project are linked to each of its records, as long as both belong to it. */
@Injectable()
export class ProjectParties implements OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly events: Events,
    private readonly city: CityProfile,
    private readonly clock: Clock,
    private readonly followers: PartyFollowers,
  ) {}

  onModuleInit(): void {
    this.followers.register((recordId) => this.follow(recordId));
  }

  get seeRecords(): boolean {
    return this.city.projects?.partiesSee === 'records';
  }

  /** After somebody joined or left a record, in the open transaction: when it is a project, its records follow. */
  private async follow(recordId: string): Promise<void> {
    if (!this.seeRecords) return;
    // Whoever puts a record into the project at the same moment must see the newcomer, or be seen.
    const project = await this.database.row(sql`
      select 1 from records.record where id = ${recordId} and kind = 'project' for no key update`);
    if (project) await this.align(recordId);
  }

  /** Adds who is missing and takes away who is too many. In the open transaction, which has the project's turn. */
  async align(projectId: string): Promise<void> {
    if (!this.seeRecords) return;
    const gone = await this.database.rows(sql<Gone>`
      delete from records.party p using records.project_record m, records.record r
      where m.project_id = ${projectId} and p.record_id = m.record_id and r.id = m.record_id and p.source = ${BY_PROJECT}
        and not exists (select 1 from records.party o where o.record_id = ${projectId} and o.account_id = p.account_id)
      returning p.record_id, p.account_id, r.number`);
    const missing = await this.database.rows(sql<Pair>`
      select distinct m.record_id, o.account_id
      from records.project_record m join records.party o on o.record_id = m.project_id
      where m.project_id = ${projectId} and not exists (
        select 1 from records.party p where p.record_id = m.record_id and p.account_id = o.account_id and p.source = ${BY_PROJECT})`);
    this.publishGone(gone);
    if (missing.length === 0) return;
    const rows = missing.map((pair) => ({ id: newId(), ...pair }));
    await this.database.execute(sql`
      insert into records.party (id, record_id, account_id, relation, source, since)
      select (r->>'id')::uuid, (r->>'recordId')::uuid, (r->>'accountId')::uuid, 'linked', ${BY_PROJECT}, ${this.clock.now().toString()}
      from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) r
      on conflict (account_id, record_id, source) do nothing`);
  }

  /** After a record left its project; also when the city has changed its mind meanwhile. */
  async leave(recordId: string): Promise<void> {
    this.publishGone(
      await this.database.rows(sql<Gone>`
        delete from records.party p using records.record r
        where r.id = ${recordId} and p.record_id = r.id and p.source = ${BY_PROJECT}
        returning p.record_id, p.account_id, r.number`),
    );
  }

  /** Takes the links of so many records away, for a city that has changed its mind; false when there was none. */
  async leaveSome(records: number): Promise<boolean> {
    const rows = await this.database.rows(sql<{ recordId: string }>`
      select distinct record_id from records.party where source = ${BY_PROJECT} order by record_id limit ${records}`);
    for (const { recordId } of rows) await this.database.transaction(() => this.leave(recordId));
    return rows.length > 0;
  }

  private publishGone(pairs: Gone[]): void {
    for (const pair of pairs) this.events.publish(new RecordUnlinked({ ...pair, because: 'project-changed' }));
  }
}
