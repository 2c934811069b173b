import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import pg from 'pg';

/** One statement as the portal sent it, with the rows it got. */
export interface Statement {
  text: string;
  values: unknown[];
  rows: Record<string, unknown>[];
}

/** What the portal asked of the database to answer one request, and the values of that request that others change. */
export interface Recording {
  statements: Statement[];
  /** Values of the recorded request, by name; a request to the bare server gives its own under the same names. */
  inputs: Record<string, string>;
}

const recordings = JSON.parse(readFileSync(process.env.RECORDINGS!, 'utf8')) as Record<string, Recording>;
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 });
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * The least that can give the same answer: `node:http` and `pg`, the portal's own statements in the portal's own order, and the last
 * rows as JSON. No framework, no sign-in, no validation. `/echo` sends back what it got.
 */
createServer((request, response) => {
  void read(request).then(async (body) => {
    const url = new URL(request.url!, 'http://bare');
    try {
      const answer = url.pathname === '/echo' ? JSON.parse(body) : await replay(recordings[url.pathname.slice(1)]!, Object.fromEntries(url.searchParams));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    } catch (error) {
      response.writeHead(url.pathname === '/ready' ? 200 : 500).end(String(error));
    }
  });
}).listen(Number(process.env.PORT), '127.0.0.1');

async function replay({ statements, inputs }: Recording, given: Record<string, string>): Promise<unknown> {
  const known = new Map(Object.entries(inputs).map(([name, value]) => [value, given[name] ?? value]));
  const inTransaction = statements.some(({ text }) => /^begin/i.test(text));
  const client = inTransaction ? await pool.connect() : pool;
  try {
    let rows: Record<string, unknown>[] = [];
    const all: Record<string, unknown>[] = [];
    for (const statement of statements) {
      ({ rows } = await client.query(statement.text, statement.values.map((value) => substitute(value, known)) as unknown[]));
      learn(statement.rows, rows, known);
      all.push(...rows);
    }
    return all;
  } catch (error) {
    if (inTransaction) await client.query('rollback');
    throw error;
  } finally {
    if (inTransaction) (client as pg.PoolClient).release();
  }
}

/** A value of the recording becomes that of this request; an id that the portal made becomes a new one. */
function substitute(value: unknown, known: Map<string, string>): unknown {
  if (Array.isArray(value)) return value.map((one) => substitute(one, known));
  if (typeof value !== 'string') return value;
  if (known.has(value)) return known.get(value);
  if (UUID.test(value)) {
    const fresh = crypto.randomUUID();
    known.set(value, fresh);
    return fresh;
  }
  if (!/^[[{]/.test(value)) return value;
  let text = value;
  for (const [recorded, actual] of known) if (recorded.length > 7) text = text.replaceAll(recorded, actual);
  return text.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (found) => {
    if ([...known.values()].includes(found)) return found;
    return substitute(found, known) as string;
  });
}

/** What the database made up (numbers, ids) is used by later statements. */
function learn(recorded: Record<string, unknown>[], actual: Record<string, unknown>[], known: Map<string, string>): void {
  for (const [index, row] of recorded.entries()) {
    for (const [column, value] of Object.entries(row)) {
      const now = actual[index]?.[column];
      if (typeof value === 'string' && typeof now === 'string' && value !== now && !known.has(value)) known.set(value, now);
    }
  }
}

async function read(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
