import { InvalidInput } from '../errors/domain-error.js';

export { PageDto, PageQuery } from './page-query.dto.js';

/** One page of a list. */
export interface Page<T> {
  items: T[];
  /** Give it back as `?cursor=` for the next page; null on the last. */
  nextCursor: string | null;
}

/** Cuts a page from rows read with `limit + 1`; `keyOf` names the sort key of a row, from which the next page starts. */
export function page<Row>(rows: Row[], limit: number, keyOf: (row: Row) => (string | number)[]): Page<Row>;
export function page<Row, T>(rows: Row[], limit: number, keyOf: (row: Row) => (string | number)[], toItem: (row: Row) => T): Page<T>;
export function page<Row>(
  rows: Row[],
  limit: number,
  keyOf: (row: Row) => (string | number)[],
  toItem: (row: Row) => unknown = (row) => row,
): Page<unknown> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    nextCursor: rows.length > limit && last ? Buffer.from(JSON.stringify(keyOf(last))).toString('base64url') : null,
  };
}

/** The sort key in a cursor; undefined without one. A cursor that was not made here is refused. */
export function readCursor(cursor: string | undefined, parts: number): (string | number)[] | undefined {
  if (cursor === undefined) return undefined;
  try {
    const key = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as unknown;
    if (Array.isArray(key) && key.length === parts && key.every((part) => typeof part === 'string' || typeof part === 'number')) return key;
  } catch {
    // Falls through to the refusal.
  }
  throw notACursor();
}

/** The same of rows that are ordered by their ids alone. */
export function pageById<Row extends { id: string }, T>(rows: Row[], { limit }: { limit: number }, toItem: (row: Row) => T): Page<T> {
  return page(rows, limit, ({ id }) => [id], toItem);
}

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Of a list whose newest ids come first: the id that all of the page are less than. */
export function beforeId({ cursor }: { cursor?: string }): string {
  return readIdCursor(cursor) ?? LAST_ID;
}

/** The id in a cursor of a list that is ordered by nothing else. */
export function readIdCursor(cursor: string | undefined): string | undefined {
  const key = readCursor(cursor, 1)?.[0];
  if (key === undefined) return undefined;
  if (typeof key !== 'string' || !/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(key)) throw notACursor();
  return key;
}

function notACursor(): InvalidInput {
  return new InvalidInput([{ pointer: '/cursor', detail: 'must be a nextCursor of this list' }]);
}
