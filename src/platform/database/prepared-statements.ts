import type { Pool } from 'pg';

/** More statements than the portal has; beyond that, texts are made up as they come and not worth keeping. */
const MOST = 1_000;

/**
 * Has PostgreSQL read and plan a statement once a connection instead of each time, and spares sending its text. What comes with
 * values and a second time in the same words is prepared; what is worded anew for each list of ids, say, is not.
 */
export function prepareStatements(pool: Pool): void {
  const names = new Map<string, string>();
  const seenOnce = new Set<string>();
  let given = 0;

  function nameOf(text: string): string | undefined {
    const name = names.get(text);
    if (name || names.size === MOST) return name;
    if (!seenOnce.delete(text)) {
      if (seenOnce.size === MOST) seenOnce.clear();
      seenOnce.add(text);
      return undefined;
    }
    names.set(text, `s${++given}`);
    return names.get(text);
  }

  /** A newer version has changed a table under this process: what was prepared of it is of no more use, on any connection. */
  function forget(error: unknown): void {
    if ((error as { routine?: string }).routine === 'RevalidateCachedQuery') names.clear();
  }

  pool.on('connect', (client) => {
    const driver = Object.getPrototypeOf(client) as { query: (...given: unknown[]) => unknown };
    client.query = ((text: unknown, values: unknown, ...rest: unknown[]) => {
      const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? nameOf(text) : undefined;
      if (!name) return driver.query.call(client, text, values, ...rest);
      const answer = driver.query.call(client, { name, text, values }, ...rest);
      if (answer instanceof Promise) answer.catch(forget);
      return answer;
    }) as typeof client.query;
  });
}
