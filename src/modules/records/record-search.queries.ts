import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { page, readCursor, type Page } from '../../platform/http/paging.js';
import { CityProfile } from '../city/index.js';
import { alternativesTo } from '../../platform/text/spelling.js';
import { normalRecordNumber } from './record-number.rules.js';
import type { PublicRecordDto, RecordSearchQuery } from './records.dto.js';
import { toAddress } from './records.queries.js';
import { numbersLike, searchWords, type SearchWord } from './search-words.rules.js';

/** Which search a page belongs to: that for the words as they are, or that for words like them. */
const STAGES = ['words', 'alike'] as const;
type Stage = (typeof STAGES)[number];

/** A hit as it is shown, and the id that the pages go by. */
type Hit = PublicRecordDto & { id: string };

/**
 * The public search. An exact number is one hit. Otherwise the records that hold every word, newest first; only when there are
 * none, those that hold words spelt like them, or have a number one slip away.
 */
@Injectable()
export class RecordSearchQueries {
  constructor(
    private readonly database: Database,
    private readonly city: CityProfile,
  ) {}

  async search(query: RecordSearchQuery): Promise<Page<PublicRecordDto>> {
    const words = this.wordsOf(query);
    const after = readSearchCursor(query.cursor);
    if (!after && query.q !== undefined) {
      const number = normalRecordNumber(query.q);
      const exact = number ? await this.find(query, [sql`r.number = ${number}`]) : [];
      if (exact.length > 0) return page(exact, query.limit, () => [], toPublicRecord);
    }
    if (after?.stage !== 'alike') {
      const rows = await this.find(query, words.map(holds), after?.id);
      if (rows.length > 0 || after) return page(rows, query.limit, (row) => ['words', row.id], toPublicRecord);
    }
    const alike = await this.conditionsForAlike(query, words);
    const rows = alike ? await this.find(query, alike, after?.id) : [];
    return page(rows, query.limit, (row) => ['alike', row.id], toPublicRecord);
  }

  private wordsOf(query: RecordSearchQuery): WordIn[] {
    return (['q', 'address', 'contractor'] as const).flatMap((parameter) => {
      const typed = query[parameter];
      if (typed === undefined) return [];
      const words = searchWords(typed, this.city.counter.address.state);
      if (words.length === 0) throw new InvalidInput([{ pointer: `/${parameter}`, detail: 'must have letters or digits to search for' }]);
      return words.map((word) => ({ ...word, column: COLUMN[parameter], isOfQ: parameter === 'q' }));
    });
  }

  private find(query: RecordSearchQuery, conditions: RawBuilder<unknown>[], afterId?: string): Promise<Hit[]> {
    const all = [sql`r.is_public`, ...conditions];
    if (query.kind) all.push(sql`r.kind = ${query.kind}`);
    if (query.typeCode) all.push(sql`r.type_code = ${query.typeCode}`);
    if (query.status) all.push(sql`r.status = ${query.status}`);
    if (query.openedFrom) all.push(sql`r.opened_on >= ${query.openedFrom}::date`);
    if (query.openedTo) all.push(sql`r.opened_on <= ${query.openedTo}::date`);
    if (query.near) all.push(isNear(query.near, query.withinMeters));
    // Ids grow with the time at which records are opened.
    const isOldestFirst = query.order === 'oldest';
    if (afterId) all.push(isOldestFirst ? sql`r.id > ${afterId}` : sql`r.id < ${afterId}`);
    const order = isOldestFirst ? sql`r.id` : sql`r.id desc`;
    return this.database.rows(sql<Hit>`
      select ${PUBLIC_COLUMNS} from records.record r where ${sql.join(all, sql` and `)} order by ${order} limit ${query.limit + 1}`);
  }

  /** Undefined when nothing that was typed could be a slip. */
  private async conditionsForAlike(query: RecordSearchQuery, words: WordIn[]): Promise<RawBuilder<unknown>[] | undefined> {
    const numbers = query.q === undefined ? [] : numbersLike(query.q);
    const others = numbers.length > 0 ? words.filter(({ isOfQ }) => !isOfQ) : words;
    const alternatives = await this.alternatives(others.filter(({ mayBeMisspelt }) => mayBeMisspelt).map(({ word }) => word));
    if (numbers.length === 0 && alternatives.size === 0) return undefined;
    const conditions = others.map((word) => holdsAny(word, alternatives.get(word.word) ?? []));
    return numbers.length > 0 ? [sql`r.number = any(${numbers}::text[])`, ...conditions] : conditions;
  }

  /** For each misspelt word those of the vocabulary that it may stand for; words without any are left out. */
  private async alternatives(misspelt: string[]): Promise<Map<string, string[]>> {
    if (misspelt.length === 0) return new Map();
    const rows = await this.database.rows(sql<{ typed: string; plain: string; vocabulary: string[] }>`
      select typed, records.words(typed) as plain, array(
        select word from records.search_word where word % records.words(typed)
        group by word order by similarity(word, records.words(typed)) desc limit 30
      ) as vocabulary
      from unnest(${misspelt}::text[]) typed`);
    const found = rows.map(({ typed, plain, vocabulary }) => [typed, alternativesTo(plain, vocabulary)] as const);
    return new Map(found.filter(([, words]) => words.length > 0));
  }
}

/** Only what is shown, in its order and as the database writes it: a page has many rows. */
const PUBLIC_COLUMNS = sql.raw(`r.id, r.number, r.kind, r.type_code, r.type_name, r.category, r.status,
  r.status_label, r.address, r.contractor_name, r.opened_on, r.issued_on,
  r.expires_on`);

function toPublicRecord({ id: _id, ...hit }: Hit): PublicRecordDto {
  return { ...hit, address: toAddress(hit.address) };
}

interface WordIn extends SearchWord {
  column: RawBuilder<unknown>;
  isOfQ: boolean;
}

const COLUMN = { q: sql`r.search_document`, address: sql`r.address_text`, contractor: sql`r.contractor_text` };

/** Whether a word of the column begins like this; of a street word's other form, whether it stands there alone. */
function holds(word: WordIn): RawBuilder<unknown> {
  return holdsAny(word, []);
}

function holdsAny({ column, word, otherForm }: WordIn, alternatives: string[]): RawBuilder<unknown> {
  // The database knows more letters with ornaments than Unicode takes apart.
  const begins = sql`${column} like ('% ' || records.words(${word}) || '%')`;
  const alone = [...(otherForm ? [otherForm] : []), ...alternatives].map((other) => sql`${column} like ${`% ${other} %`}`);
  return sql`(${sql.join([begins, ...alone], sql` or `)})`;
}

const METERS_A_DEGREE = 111_320;

/** Whether the record's place lies within so many meters; on the scale of a city the earth is flat. */
function isNear(near: string, meters: number): RawBuilder<unknown> {
  const [latitude, longitude] = near.split(',').map(Number) as [number, number];
  const north = sql`(r.address->>'latitude')::float8`;
  const east = sql`(r.address->>'longitude')::float8`;
  const reach = meters / METERS_A_DEGREE;
  return sql`(r.address->>'latitude' is not null and ${north} between ${latitude - reach} and ${latitude + reach}
    and sqrt(power(${north} - ${latitude}, 2) + power((${east} - ${longitude}) * cos(radians(${latitude})), 2)) <= ${reach})`;
}

function readSearchCursor(cursor: string | undefined): { stage: Stage; id: string } | undefined {
  const key = readCursor(cursor, 2);
  if (!key) return undefined;
  const [stage, id] = key.map(String);
  if (!STAGES.includes(stage as Stage) || !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id)) {
    throw new InvalidInput([{ pointer: '/cursor', detail: 'must be a nextCursor of this list' }]);
  }
  return { stage: stage as Stage, id };
}
