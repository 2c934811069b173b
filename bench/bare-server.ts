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
  /** Epoch milliseconds; ids (UUIDv7) made since then were made for this request. */
  startedAt: number;
}

const recordings = JSON.parse(readFileSync(process.env.RECORDINGS!, 'utf8')) as Record<string, Recording>;
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 20 });
pool.on('error', () => {});
let told = false;

/**
 * The least that can give the same answer: `node:http` and `pg`, the portal's own statements in the portal's own order, and the last
 * rows as JSON. No framework, no sign-in, no validation. `/echo` sends back what it got.
 */
createServer((request, response) => {
  void read(request).then(async (body) => {
    const url = new URL(request.url!, 'http://bare');
    try {
      const answer =
        url.pathname === '/echo'
          ? JSON.parse(body)
          : await replay(recordings[url.pathname.slice(1)]!, Object.fromEntries(url.searchParams));
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    } catch (error) {
      if (url.pathname !== '/ready' && !told) console.error(error);
      told ||= url.pathname !== '/ready';
      response.writeHead(url.pathname === '/ready' ? 200 : 500).end(String(error));
    }
  });
}).listen(Number(process.env.PORT), '127.0.0.1');

async function replay({ statements, inputs, startedAt }: Recording, given: Record<string, string>): Promise<unknown> {
  const known = new Map(Object.entries(inputs).map(([name, value]) => [value, given[name] ?? value]));
  const inTransaction = statements.some(({ text }) => /^begin/i.test(text));
  const client = inTransaction ? await pool.connect() : pool;
  try {
    let rows: Record<string, unknown>[] = [];
    const all: Record<string, unknown>[] = [];
    for (const statement of statements) {
      ({ rows } = await client.query(
        rewrite(statement.text, known, startedAt),
        statement.values.map((value) => substitute(value, known, startedAt)) as unknown[],
      ));
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

/** An id, or a token of random letters, that the portal made. */
const MADE = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{24,}/g;

/** A value of the recording becomes that of this request; what the portal made up is made up anew. */
function substitute(value: unknown, known: Map<string, string>, startedAt: number): unknown {
  if (Array.isArray(value)) return value.map((one) => substitute(one, known, startedAt));
  return typeof value === 'string' ? rewrite(value, known, startedAt) : value;
}

/** The ORM writes values into its statements, so they are looked for there too. */
function rewrite(text: string, known: Map<string, string>, startedAt: number): string {
  const whole = known.get(text);
  if (whole !== undefined) return whole;
  let rewritten = text.replaceAll(MADE, (found) => {
    const given = known.get(found);
    if (given !== undefined) return given;
    if (found.includes('-') && parseInt(found.replace('-', '').slice(0, 12), 16) < startedAt) return found;
    const fresh = found.includes('-')
      ? crypto.randomUUID()
      : crypto.randomUUID().replaceAll('-', '').padEnd(found.length, '0').slice(0, found.length);
    known.set(found, fresh);
    return fresh;
  });
  for (const [recorded, actual] of known) {
    if (recorded.length > 5 && !recorded.match(MADE)) rewritten = rewritten.replaceAll(recorded, actual);
  }
  return rewritten;
}

/** What the database made up (numbers, ids) is used by later statements. */
function learn(recorded: Record<string, unknown>[], actual: Record<string, unknown>[], known: Map<string, string>): void {
  for (const [index, row] of recorded.entries()) {
    for (const [column, value] of Object.entries(row)) {
      const now = actual[index]?.[column];
      // A number drawn from a sequence goes on as the end of a record's number.
      if (/^\d+$/.test(String(value)) && /^\d+$/.test(String(now)) && value !== now) known.set(ending(value), ending(now));
      if (typeof value === 'string' && typeof now === 'string' && value !== now && !known.has(value)) known.set(value, now);
    }
  }
}

function ending(sequence: unknown): string {
  return `-${String(sequence).padStart(5, '0')}`;
}

async function read(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return body;
}
