import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { isStaff, type Principal } from '../../platform/auth/principal.js';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/ids.js';
import { Events } from '../../platform/events/events.js';
import { RequestContext } from '../../platform/http/request-context.js';
import { Clock } from '../../platform/time/clock.js';
import { BusinessCalendar, CityProfile } from '../city/index.js';
import { PartyFollowers } from './party-followers.js';
import { partySources } from './party-sources.js';
import { nextStepOf } from './outstanding/next-step-of.rules.js';
import { OutstandingList, type ItemToKeep, type WrittenList } from './outstanding/outstanding-list.js';
import type { OutstandingItem } from './outstanding/outstanding.types.js';
import { CaseFile } from './record.entity.js';
import { normalRecordNumber } from './record-number.rules.js';
import { RecordNumbers } from './record-numbers.js';
import { RecordRelations } from './record-relations.js';
import { recordTypeOf } from './record-types.js';
import { OwnerOnly, RecordNotFound, RecordNotLinked } from './records.errors.js';
import { RecordClosed, RecordReopened, RecordUnlinked } from './records.events.js';
import { RecordsQueries } from './records.queries.js';
import type { ChronologyEntry, OpenRecord, RecordChange, RecordParty, RecordSummary, Relation, Access } from './records.types.js';

const ANSWER_BUSINESS_DAYS = 5;

/** A record as somebody looks at it. */
export interface Looked {
  record: RecordSummary;
  relation: Access | null;
  projectNumber: string | null;
}

/** The records as the modules above use them: they open one, keep it true, write its chronology and ask who may. */
@Injectable()
export class RecordsService {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly queries: RecordsQueries,
    private readonly numbers: RecordNumbers,
    private readonly followers: PartyFollowers,
    private readonly relations: RecordRelations,
    private readonly outstanding: OutstandingList,
    private readonly calendar: BusinessCalendar,
    private readonly city: CityProfile,
    private readonly clock: Clock,
    private readonly context: RequestContext,
    private readonly events: Events,
  ) {}

  /** Opens a case file and gives it its number, in the caller's transaction. */
  async open(what: OpenRecord): Promise<{ id: string; number: string }> {
    return (await this.openAll(what.prefix, [what]))[0]!;
  }

  /** Many whose numbers start with the same prefix, in hardly more statements than one; answered in the same order. */
  async openAll(prefix: string, all: Omit<OpenRecord, 'prefix'>[]): Promise<{ id: string; number: string }[]> {
    const today = this.calendar.today();
    const numbers = await this.numbers.nextOnes(prefix, today.year, all.length);
    return this.database.transaction(async () => {
      const waits = all.map(({ outstanding }, index) => (typeof outstanding === 'function' ? outstanding(numbers[index]!) : outstanding));
      const lists = all.map((what, index) => this.withTerms(what, waits[index]!.items));
      const records = all.map((what, index) => {
        const nextStep = nextStepOf({ ...waits[index]!, items: lists[index]!.map(onItsTerm) });
        return CaseFile.open({ ...what, nextStep }, { number: numbers[index]!, now: this.clock.now(), today });
      });
      for (const record of records) this.em.persist(record);
      // Callers go on in SQL and refer to it.
      await this.database.flush();
      const waiting = records.flatMap(({ id: recordId }, index) => (lists[index]!.length > 0 ? [{ recordId, items: lists[index]! }] : []));
      if (waiting.length > 0) await this.outstanding.write(waiting);
      await this.addParties(
        records.flatMap(({ id: recordId }, index) => {
          const accountId = all[index]!.ownerAccountId;
          return accountId ? [{ recordId, accountId, relation: 'owner' as const, source: 'applicant' }] : [];
        }),
      );
      return records.map(({ id, number }) => ({ id, number }));
    });
  }

  /** Keeps the record true; the answer is whether it waits for something else than before. A new next step starts its own time; time spent is added to the side that had to act. */
  async update(recordId: string, change: RecordChange): Promise<boolean> {
    return (await this.updateAll([{ recordId, ...change }])).has(recordId);
  }

  /** The same for many records at once; the answer is those that wait for something else than before. */
  async updateAll(changes: (RecordChange & { recordId: string })[]): Promise<ReadonlySet<string>> {
    const ids = changes.map(({ recordId }) => recordId);
    return this.database.transaction(async () => {
      await this.lockAllForUpdate(ids);
      const records = new Map((await this.em.find(CaseFile, { id: ids }, { refresh: true })).map((record) => [record.id, record]));
      const before = new Map([...records].map(([id, { closedAt, status }]) => [id, { closed: closedAt !== null, status }]));
      const kept = await this.keep(changes, records);
      for (const { recordId, outstanding, ...change } of changes) {
        const nextStep = outstanding && nextStepOf({ ...outstanding, items: kept.get(recordId)!.items });
        records.get(recordId)!.change({ ...change, nextStep }, this.clock.now());
      }
      await this.database.flush();
      await this.relations.follow([...records.values()].filter(({ id, status }) => status !== before.get(id)!.status));
      for (const { id: recordId, number, kind, closedAt } of records.values()) {
        const isClosed = closedAt !== null;
        if (isClosed === before.get(recordId)!.closed) continue;
        this.events.publish(new (isClosed ? RecordClosed : RecordReopened)({ recordId, number, kind }));
      }
      return new Set([...kept].flatMap(([recordId, { hasChanged }]) => (hasChanged ? recordId : [])));
    });
  }

  /** What is closed waits for nothing. */
  private async keep(
    changes: readonly (RecordChange & { recordId: string })[],
    records: ReadonlyMap<string, CaseFile>,
  ): Promise<Map<string, WrittenList>> {
    const lists = changes.flatMap(({ recordId, outstanding, closed }) => {
      if (!outstanding && !closed) return [];
      return [{ recordId, items: closed ? [] : this.withTerms(records.get(recordId)!, outstanding!.items) }];
    });
    return lists.length > 0 ? this.outstanding.write(lists) : new Map();
  }

  /** Writes an entry of the chronology, by whoever is acting. */
  async tell(recordId: string, entry: ChronologyEntry): Promise<void> {
    await this.tellAll([{ recordId, ...entry }]);
  }

  /** The same for many records at once, in one statement. */
  async tellAll(entries: (ChronologyEntry & { recordId: string })[]): Promise<void> {
    const rows = entries.map((entry) => ({ ...entry, id: newId() }));
    await this.database.execute(sql`
      insert into records.record_event (id, record_id, type, summary, visibility, details, actor_id, occurred_at)
      select (e->>'id')::uuid, (e->>'recordId')::uuid, e->>'type', e->>'summary', e->>'visibility', e->'details',
        case when (e->>'unsigned')::boolean then null else ${this.context.actorId ?? null}::uuid end, ${this.clock.now().toString()}::timestamptz
      from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) e`);
  }

  /** Forgiving: any case, blanks, dashes, missing leading zeros. */
  async byNumber(number: string): Promise<RecordSummary | null> {
    const normal = normalRecordNumber(number);
    return normal ? this.queries.byNumber(normal) : null;
  }

  byId(recordId: string): Promise<RecordSummary | null> {
    return this.queries.byId(recordId);
  }

  byIds(recordIds: string[]): Promise<RecordSummary[]> {
    return this.queries.byIds(recordIds);
  }

  /** One entry for each account and source; an account can be party for several reasons. */
  parties(recordId: string): Promise<RecordParty[]> {
    return this.queries.parties(recordId);
  }

  /** What the account is on each of these records; those that it is no party to are left out. */
  relationsOf(accountId: string, recordIds: string[]): Promise<Map<string, Relation>> {
    return this.queries.relations(accountId, recordIds);
  }

  /** The ids of all records that the account is party to. */
  async idsOfParty(accountId: string): Promise<string[]> {
    const rows = await this.database.rows(
      sql<{ id: string }>`select distinct record_id as id from records.party where account_id = ${accountId}`,
    );
    return rows.map(({ id }) => id);
  }

  /** Of these records, the ones where visits that others booked are the account's to see, move and cancel. */
  async visitsManagedBy(principal: Principal, recordIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (isStaff(principal) || recordIds.length === 0) return new Set(recordIds);
    const rows = await this.database.query
      .selectFrom('records.party')
      .select('recordId')
      .where('accountId', '=', principal.accountId)
      .where('recordId', 'in', recordIds)
      .where('managesVisits', '=', true)
      .execute();
    return new Set(rows.map(({ recordId }) => recordId));
  }

  async addParty(
    recordId: string,
    accountId: string,
    relation: Relation,
    source: string,
    rights: Pick<RecordParty, 'managesVisits'> = {},
  ): Promise<void> {
    await this.addParties([{ recordId, accountId, relation, source, ...rights }]);
  }

  /** The same for many records at once; none of these twice. */
  async addParties(parties: (RecordParty & { recordId: string })[]): Promise<void> {
    if (parties.length === 0) return;
    const rows = parties.map(({ managesVisits, ...party }) => ({
      ...party,
      id: newId(),
      managesVisits: party.relation === 'owner' || (managesVisits ?? !partySources().includes(party.source)),
    }));
    await this.database.execute(sql`
      insert into records.party (id, record_id, account_id, relation, source, manages_visits, since)
      select id, "recordId", "accountId", relation, source, "managesVisits", ${this.clock.now().toString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as given (id uuid, "recordId" uuid, "accountId" uuid, relation text, source text, "managesVisits" boolean)
      on conflict (account_id, record_id, source) do update set relation = excluded.relation, manages_visits = excluded.manages_visits`);
    for (const recordId of new Set(parties.map((party) => party.recordId))) await this.followers.changed(recordId);
  }

  async removeParty(recordId: string, accountId: string, source: string): Promise<void> {
    await this.database.execute(sql`
      delete from records.party where record_id = ${recordId} and account_id = ${accountId} and source = ${source}`);
    await this.followers.changed(recordId);
  }

  /** The record belongs to somebody else now: the account is party to it for no reason any more. */
  async dismissOwner(recordId: string, number: string, accountId: string): Promise<void> {
    await this.database.execute(sql`delete from records.party where record_id = ${recordId} and account_id = ${accountId}`);
    await this.followers.changed(recordId);
    this.events.publish(new RecordUnlinked({ recordId, number, accountId, because: 'owner-changed' }));
  }

  /** The record and what the asker is on it. Throws `RecordNotFound` when it is not there or not theirs to know of. */
  async access(principal: Principal | undefined, number: string): Promise<{ record: RecordSummary; relation: Access | null }> {
    return this.admit(principal, number, (normal) => this.queries.withRelation(normal, principal?.accountId));
  }

  /**
   * As `access`, for those who show the record to a person: once a day it stands in the chronology that a party looked at it. Staff
   * and strangers leave no trace. In the same statement, so that nobody waits for it.
   */
  async look(principal: Principal | undefined, number: string): Promise<Looked> {
    const accountId = principal && !isStaff(principal) ? principal.accountId : undefined;
    if (!accountId) return this.admit(principal, number, (normal) => this.queries.withProject(normal, principal?.accountId));
    const now = this.clock.now();
    const look = { id: newId(), accountId, at: now, on: this.calendar.dateOf(now) };
    return this.admit(principal, number, (normal) => this.queries.look(normal, look));
  }

  /** As `requireParty`, for those who show the record to a person. */
  async lookAsParty(principal: Principal, number: string): Promise<Looked & { relation: Access }> {
    const { relation, ...looked } = await this.look(principal, number);
    if (!relation) throw new RecordNotLinked(looked.record.number);
    return { ...looked, relation };
  }

  private async admit<Found extends { record: RecordSummary; relation: Relation | null }>(
    principal: Principal | undefined,
    number: string,
    find: (normal: string) => Promise<Found | null>,
  ): Promise<Omit<Found, 'relation'> & { relation: Access | null }> {
    const normal = normalRecordNumber(number);
    const found = normal ? await find(normal) : null;
    const relation = found && isStaff(principal) ? 'staff' : (found?.relation ?? null);
    if (!found || (!found.record.isPublic && !relation)) throw new RecordNotFound(number);
    return { ...found, relation };
  }

  /** For parties and staff; a public record that is not linked is `RecordNotLinked`. */
  async requireParty(principal: Principal, number: string): Promise<{ record: RecordSummary; relation: Access }> {
    const { record, relation } = await this.access(principal, number);
    if (!relation) throw new RecordNotLinked(record.number);
    return { record, relation };
  }

  /** For the owner alone; staff do not pass. */
  async requireOwner(principal: Principal, number: string): Promise<{ record: RecordSummary; relation: 'owner' }> {
    const { record, relation } = await this.access(principal, number);
    if (relation === null) throw new RecordNotLinked(record.number);
    if (relation !== 'owner') throw new OwnerOnly(record.number);
    return { record, relation };
  }

  /** Whatever waits for the city waits for somebody, and has a day by which it should be done. */
  private withTerms(record: Pick<RecordSummary, 'kind' | 'typeCode'>, items: readonly OutstandingItem[]): ItemToKeep[] {
    const termOn = this.calendar.addBusinessDays(this.calendar.today(), this.city.answerBusinessDays ?? ANSWER_BUSINESS_DAYS);
    const { role } = recordTypeOf(record);
    return items.map((item) => (item.waitingOn === 'city' ? { role, termOn, ...item } : item));
  }

  /**
   * Waits for those who change the record or its documents, and keeps them waiting until the transaction ends. Weaker than
   * `for update`, so that those who only refer to the record (a fee, a file) need not wait.
   */
  async lockForUpdate(recordId: string): Promise<void> {
    await this.lockAllForUpdate([recordId]);
  }

  /** The same of several records, in the one order that all keep. */
  async lockAllForUpdate(recordIds: readonly string[]): Promise<void> {
    await this.database.execute(sql`select 1 from records.record where id = any(${recordIds}::uuid[]) order by id for no key update`);
  }
}

function onItsTerm({ termOn, ...item }: ItemToKeep): OutstandingItem {
  return { ...item, dueOn: item.dueOn ?? termOn };
}
