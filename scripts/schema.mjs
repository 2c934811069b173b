import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { format, resolveConfig } from 'prettier';
import { ormConfig } from '../src/mikro-orm.config.ts';
import { startEmbeddedPostgres } from '../src/platform/database/embedded-postgres.ts';
import { migrate } from '../src/platform/database/migrate.ts';

// Writes src/platform/database/schema.ts from a database made by the migrations; with --check it only tells whether it is still
// true. MIGRATED_DATABASE_URL names one that is already made.
const TYPES = {
  bool: 'boolean',
  bytea: 'Buffer',
  citext: 'string',
  date: 'string',
  float8: 'number',
  int2: 'number',
  int4: 'number',
  int8: 'string',
  jsonb: 'unknown',
  text: 'string',
  timestamptz: 'string',
  uuid: 'string',
  varchar: 'string',
  xid8: 'string',
};

/** The choices are those of a CHECK that says nothing but which values a column may have. */
const COLUMNS = String.raw`
  select n.nspname || '.' || t.relname as table, a.attname as column, coalesce(item.typname, ty.typname) as type,
    item.oid is not null as array, not a.attnotnull as nullable,
    case when a.attgenerated <> '' or a.attidentity = 'a' then 'always' when a.atthasdef or a.attidentity = 'd' then 'default' end as given,
    (select array_agg(value[1]) from regexp_matches(k.def, '''([^'']*)''::text', 'g') value) as choices
  from pg_attribute a
    join pg_class t on t.oid = a.attrelid and t.relkind in ('r', 'p')
    join pg_namespace n on n.oid = t.relnamespace
    join pg_type ty on ty.oid = a.atttypid
    left join pg_type item on item.oid = ty.typelem and ty.typcategory = 'A'
    left join lateral (
      select pg_get_constraintdef(c.oid) as def from pg_constraint c
      where c.conrelid = t.oid and c.contype = 'c' and c.conkey = array[a.attnum]
        and pg_get_constraintdef(c.oid) ~ '^CHECK \(\(\w+ = ANY \(ARRAY\[(''[^'']*''::text(, )?)+\]\)\)\)$'
      limit 1
    ) k on true
  where a.attnum > 0 and not a.attisdropped
    and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker', 'public')
  order by 1, a.attnum`;

const path = join(import.meta.dirname, '..', 'src', 'platform', 'database', 'schema.ts');
const text = await format(await onMigratedDatabase(draw), { ...(await resolveConfig(path)), filepath: path });

if (process.argv.includes('--check')) {
  if (readFileSync(path, 'utf8') === text) process.exit(0);
  console.error('src/platform/database/schema.ts is not what the migrations make. Run "npm run schema" and commit it.');
  process.exit(1);
}
writeFileSync(path, text);
process.exit(0);

async function onMigratedDatabase(work) {
  if (process.env.MIGRATED_DATABASE_URL) return onDatabase(process.env.MIGRATED_DATABASE_URL, work);
  const folder = mkdtempSync(join(tmpdir(), 'frontcounter-schema-'));
  // As root the server has a user of its own, who must be let in.
  chmodSync(folder, 0o711);
  const { url, stop } = await startEmbeddedPostgres(folder, { durable: false });
  try {
    await migrate(ormConfig(url));
    return await onDatabase(url, work);
  } finally {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function onDatabase(connectionString, work) {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function draw(client) {
  const { rows } = await client.query(COLUMNS);
  const tables = [...Map.groupBy(rows, (row) => row.table)];
  return `// Written by \`npm run schema\` from the migrated database; a difference fails the tests.
import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** Written as the text of it. */
type Json = ColumnType<unknown, string, string>;

/** Tables by their names in SQL, columns in camel case. Days and instants are the texts that PostgreSQL prints. */
export interface Schema {
${tables.map(([table, columns]) => `'${table}': {\n${columns.map(field).join('\n')}\n};`).join('\n')}
}
`;
}

function field({ column, type, array, nullable, given, choices }) {
  const plain = choices ? choices.map((choice) => `'${choice}'`).join(' | ') : TYPES[type];
  if (!plain) throw new Error(`No TypeScript type is known for ${type}.`);
  const whole = `${array ? `(${plain})[]` : plain}${nullable && type !== 'jsonb' ? ' | null' : ''}`;
  const name = column.replace(/_([a-z0-9])/g, (_, letter) => letter.toUpperCase());
  if (given === 'always') return `${name}: GeneratedAlways<${whole}>;`;
  if (type === 'jsonb') {
    const optional = `${nullable ? ' | null' : ''}${given || nullable ? ' | undefined' : ''}`;
    return `${name}: ${optional ? `ColumnType<unknown, string${optional}, string${nullable ? ' | null' : ''}>` : 'Json'};`;
  }
  return `${name}: ${given ? `Generated<${whole}>` : whole};`;
}
