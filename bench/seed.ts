import { createHmac, hkdfSync } from 'node:crypto';
import pg from 'pg';

export const RECORDS = 100_000;
export const ACCOUNTS = 20_000;
export const SECRET = 'for-the-bench-only-for-the-bench-only';

/** A city in full size, written by SQL: every account owns five records, each with one fee due; the first half has a full cart. */
export async function seed(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  client.on('error', () => {});
  await client.connect();
  const run = (statement: string) => client.query(statement);
  await run(`
    insert into accounts.account (id, profile, username, email, email_verified_at, first_name, last_name, created_at)
    select ${id('a', 'n')}, 'public', 'bench.' || n, 'bench.' || n || '@example.com', now(), 'Demo', 'Resident', now()
    from generate_series(1, ${ACCOUNTS}) n`);
  await run(`
    insert into accounts.session (id, account_id, created_at, last_used_at, expires_at)
    select ${id('b', 'n')}, ${id('a', 'n')}, now(), now(), now() + interval '30 days' from generate_series(1, ${ACCOUNTS}) n`);
  await run(`
    insert into records.record (id, number, kind, type_code, type_name, category, status, status_label, address, description, contractor_name,
      is_public, opened_at, opened_on, fees_due_cents, next_step_actor, next_step_label, next_step_since, waiting_since)
    select ${id('c', 'n')}, 'RST-2025-' || (100000 + n), 'permit', 'RST-AC', 'Air Conditioning Replacements', 'residential-single-trade',
      'approved', 'Approved',
      jsonb_build_object('line1', (n % 9000 + 1) || ' ' || (array['Maple','Cedar','Birch','Willow','Juniper','Hawthorn','Sycamore','Linden'])[n % 8 + 1]
        || ' ' || (array['Street','Avenue','Lane','Court','Drive'])[n % 5 + 1], 'city', 'Fairview', 'state', 'IL', 'zip', '605' || lpad((n % 20)::text, 2, '0')),
      'Condenser replaced by one of the same size', 'Bench Contracting ' || n % 400, true, now() - n * interval '1 minute', current_date - n / 1000, 7500,
      'applicant', 'Pay the fees', now(), now()
    from generate_series(1, ${RECORDS}) n`);
  await run(`
    insert into records.party (id, record_id, account_id, relation, source, since)
    select ${id('d', 'n')}, ${id('c', 'n')}, ${id('a', `(n - 1) % ${ACCOUNTS} + 1`)}, 'owner', 'applicant', now() from generate_series(1, ${RECORDS}) n`);
  await run(`
    insert into payments.fee (id, record_id, record_number, kind, origin, code, description, basis, amount_cents, due, status, assessed_at)
    select ${id('e', 'n')}, ${id('c', 'n')}, 'RST-2025-' || (100000 + n), 'charge', 'schedule', 'BASE', 'Air conditioning', '$75.00 flat', 7500,
      'before-issuance', 'due', now()
    from generate_series(1, ${RECORDS}) n`);
  await run(`
    insert into payments.cart_item (account_id, fee_id, added_at)
    select ${id('a', 'n')}, ${id('e', 'n')}, now() from generate_series(1, ${ACCOUNTS / 2}) n`);
  await run('analyze');
  await client.end();
}

/** The id of the nth row of a kind, as SQL: a valid UUIDv7. */
function id(kind: string, n: string): string {
  return `('0190000${kind}-0000-7000-8000-' || lpad((${n})::text, 12, '0'))::uuid`;
}

export function accountId(n: number): string {
  return `0190000a-0000-7000-8000-${String(n).padStart(12, '0')}`;
}

export function sessionId(n: number): string {
  return `0190000b-0000-7000-8000-${String(n).padStart(12, '0')}`;
}

export function recordId(n: number): string {
  return `0190000c-0000-7000-8000-${String(n).padStart(12, '0')}`;
}

export function recordNumber(n: number): string {
  return `RST-2025-${100_000 + n}`;
}

const key = Buffer.from(hkdfSync('sha256', Buffer.from(SECRET), 'frontcounter', 'access-token', 32));

/** An access token of the nth account, good for the length of a bench. */
export function tokenOf(n: number): string {
  const now = Math.floor(Date.now() / 1000);
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const head = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: accountId(n), sid: sessionId(n), iss: 'frontcounter', iat: now, exp: now + 7200 })}`;
  return `${head}.${createHmac('sha256', key).update(head).digest('base64url')}`;
}
