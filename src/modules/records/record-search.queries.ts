import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { InvalidInput } from '../../platform/errors/domain-error.js';
import { page, readCursor, type Page } from '../../platform/http/paging.js';
import type { RecordSearchQuery } from './records.dto.js';
import { RECORD_COLUMNS, toSummary, type RecordRow } from './records.queries.js';
import { normalRecordNumber } from './record-number.rules.js';
import type { RecordSummary } from './records.types.js';
import { numbersLike, searchWords, type SearchWord } from './search-words.rules.js';

/** How alike a misspelt word must be to one in the record, from 0 to 1 (`pg_trgm`): "mapel" and "maple" share 0.5. */
const ALIKE = 0.45;

type Found = RecordRow & { score: number };
type Stage = 'words' | 'alike';

/**
 * The public search. An exact number is one hit. Otherwise the records that hold every word, newest first; only when there are
 * none, those that hold words like them, the most alike first.
 */
@Injectable()
export class RecordSearchQueries {
  constructor(private readonly database: Database) {}

  async search(query: RecordSearchQuery): Promise<Page<RecordSummary>> {
    const words = wordsOf(query);
    const after = readSearchCursor(query.cursor);
    if (!after && query.q !== undefined) {
      const number = normalRecordNumber(query.q);
      const exact = number ? await this.database.rows(this.select(query, sql`0`, [sql`r.number = ${number}`])) : [];
      if (exact.length > 0) return page(exact, query.limit, () => [], toSummary);
    }
    if (after?.stage !== 'alike') {
      const rows = await this.database.rows(this.holdingWords(query, words, after?.id));
      if (rows.length > 0 || after) return page(rows, query.limit, (row) => ['words', 0, row.id], toSummary);
    }
    const rows = await this.alike(query, words, after);
    return page(rows, query.limit, (row) => ['alike', row.score, row.id], toSummary);
  }

  private holdingWords(query: RecordSearchQuery, words: WordIn[], beforeId: string | undefined): RawBuilder<Found> {
    const conditions = words.map(({ column, word }) => holds(column, word));
    if (beforeId) conditions.push(sql`r.id < ${beforeId}`);
    return sql<Found>`${this.select(query, sql`0`, conditions)} order by r.id desc limit ${query.limit + 1}`;
  }

  private async alike(query: RecordSearchQuery, words: WordIn[], after: { score: number; id: string } | undefined): Promise<Found[]> {
    const numbers = query.q === undefined ? [] : numbersLike(query.q);
    const misspelt = words.filter(({ word }) => word.mayBeMisspelt);
    if (numbers.length === 0 && misspelt.length === 0) return [];
    const isLike = ({ column, word }: WordIn) => (word.mayBeMisspelt ? sql`${lower(word)} <% ${column}` : holds(column, word));
    const likeNumber = sql`r.number = any(${numbers}::text[])`;
    const conditions = numbers.length > 0 ? [likeNumber, ...words.filter(({ isOfQ }) => !isOfQ).map(isLike)] : words.map(isLike);
    const score =
      numbers.length > 0
        ? sql`-array_position(${numbers}::text[], r.number)`
        : sql`(1000 * (${sql.join(
            misspelt.map(({ column, word }) => sql`word_similarity(${lower(word)}, ${column})`),
            sql` + `,
          )}))::int`;
    const listed = sql<Found>`
      select * from (${this.select(query, score, conditions)}) found
      ${after ? sql`where (score, id) < (${after.score}::int, ${after.id}::uuid)` : sql``}
      order by score desc, id desc limit ${query.limit + 1}`;
    // The index knows the threshold only as a setting.
    return this.database.transaction(async () => {
      await this.database.rows(sql`select set_config('pg_trgm.word_similarity_threshold', ${String(ALIKE)}, true)`);
      return this.database.rows(listed);
    });
  }

  private select(query: RecordSearchQuery, score: RawBuilder<unknown>, conditions: RawBuilder<unknown>[]): RawBuilder<Found> {
    const all = [sql`r.is_public`, ...conditions];
    if (query.kind) all.push(sql`r.kind = ${query.kind}`);
    if (query.typeCode) all.push(sql`r.type_code = ${query.typeCode}`);
    if (query.status) all.push(sql`r.status = ${query.status}`);
    return sql<Found>`select ${RECORD_COLUMNS}, ${score} as score from records.record r where ${sql.join(all, sql` and `)}`;
  }
}

interface WordIn {
  column: RawBuilder<unknown>;
  word: SearchWord;
  isOfQ: boolean;
}

function wordsOf(query: RecordSearchQuery): WordIn[] {
  return (['q', 'address', 'contractor'] as const).flatMap((parameter) => {
    const typed = query[parameter];
    if (typed === undefined) return [];
    const words = searchWords(typed);
    if (words.length === 0) throw new InvalidInput([{ pointer: `/${parameter}`, detail: 'must have letters or digits to search for' }]);
    return words.map((word) => ({ column: COLUMN[parameter], word, isOfQ: parameter === 'q' }));
  });
}

const COLUMN = { q: sql`r.search_document`, address: sql`r.address_text`, contractor: sql`r.contractor_text` };

/** Whether a word of the column begins like this; of a street word's other form, whether it stands there alone. */
function holds(column: RawBuilder<unknown>, word: SearchWord): RawBuilder<unknown> {
  const begins = sql`${column} like ('% ' || ${lower(word)} || '%')`;
  return word.otherForm ? sql`(${begins} or ${column} like ${`% ${word.otherForm} %`})` : begins;
}

/** The database knows more letters with ornaments than Unicode takes apart. */
function lower({ word }: SearchWord): RawBuilder<unknown> {
  return sql`records.words(${word})`;
}

function readSearchCursor(cursor: string | undefined): { stage: Stage; score: number; id: string } | undefined {
  const key = readCursor(cursor, 3);
  if (!key) return undefined;
  const [stage, score, id] = key;
  const isOurs =
    (stage === 'words' || stage === 'alike') && Number.isInteger(score) && /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(String(id));
  if (!isOurs) throw new InvalidInput([{ pointer: '/cursor', detail: 'must be a nextCursor of this list' }]);
  return { stage, score: score as number, id: id as string };
}
