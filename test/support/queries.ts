import { Client } from 'pg';
import { Database } from '../../src/platform/database/database.js';
import type { TestApp } from './app.js';

export interface RecordedQuery {
  text: string;
  values: unknown[];
}

/**
 * What the portal asks the database while `work` runs, the openings and ends of transactions and the ticks of the schedule left out.
 * Listens at the driver, so nothing is missed; run one thing at a time.
 */
export async function recordQueries(app: TestApp, work: () => Promise<unknown>): Promise<RecordedQuery[]> {
  const client = await (await app.get(Database).pool()).connect();
  const driver = Object.getPrototypeOf(client) as { query: (this: unknown, ...parameters: unknown[]) => unknown };
  client.release();
  const recorded: RecordedQuery[] = [];
  const { query } = driver;
  driver.query = function (...parameters) {
    const [first, second] = parameters as [string | { text: string; values?: unknown[] }, unknown];
    const text = typeof first === 'string' ? first : first.text;
    const values = typeof first === 'string' ? (Array.isArray(second) ? second : []) : (first.values ?? []);
    const isAside = /^\s*(begin|start transaction|commit|rollback|savepoint|release)/i.test(text) || text.includes('platform.job_schedule');
    if (!isAside) recorded.push({ text, values });
    return query.apply(this, parameters);
  };
  try {
    await work();
  } finally {
    driver.query = query;
  }
  return recorded;
}

/** The plans of the queries on some tables that `work` runs, as PostgreSQL would carry them out. */
export async function plansOf(app: TestApp, work: () => Promise<unknown>, tables: RegExp): Promise<string> {
  const queries = (await recordQueries(app, work)).filter(({ text }) => tables.test(text));
  if (queries.length === 0) throw new Error('Nothing was asked of these tables.');
  const client = new Client({ connectionString: app.databaseUrl });
  await client.connect();
  const plans: string[] = [];
  for (const { text, values } of queries) {
    const answer = await client.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values);
    plans.push(answer.rows.map((row) => row['QUERY PLAN']).join('\n'));
  }
  await client.end();
  return plans.join('\n');
}
