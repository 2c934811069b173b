/** Of those that failed, as many are told. */
const MOST_TOLD = 20;

/** As many are read at once. */
export const BATCH = 200;

/** Comes before every id, for the first batch. */
export const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/**
 * Works on all of a long list, batch by batch: `next` reads the one behind the last row. One that fails holds no other up, and all
 * failures are told at the end; otherwise the answer is how many there were.
 */
export async function inBatches<Row extends { id: string }>(
  what: string,
  next: (after: string, last: Row | undefined) => Promise<Row[]>,
  work: (id: string) => Promise<unknown>,
): Promise<number> {
  const failures: Error[] = [];
  let looked = 0;
  let failed = 0;
  let last: Row | undefined;
  for (let rows = await next(FIRST_ID, last); rows.length > 0; rows = await next(last!.id, last)) {
    for (const { id } of rows) {
      looked += 1;
      await work(id).catch((cause: unknown) => {
        failed += 1;
        if (failures.length < MOST_TOLD) failures.push(new Error(`Of the ${what}, ${id}`, { cause }));
      });
    }
    last = rows.at(-1);
  }
  if (failed > 0) throw new AggregateError(failures, `${failed} of ${looked} ${what} could not be worked on.`);
  return looked;
}
