import {
  isRaw,
  NativeQueryBuilder,
  PostgreSqlConnection,
  PostgreSqlDriver,
  type Configuration,
  type PostgreSqlPlatform,
} from '@mikro-orm/postgresql';
import { CompiledQuery, type Kysely } from 'kysely';

/** Far below the 65,535 that the protocol has room for; longer ones are written by bulk loads, which come once. */
const MOST_VALUES = 1_000;

/** Sends the values of an entity's statement beside its text, where the driver would write them into it: so the text can be prepared. */
class PreparingConnection extends PostgreSqlConnection {
  override async execute<T>(...given: Parameters<PostgreSqlConnection['execute']>): Promise<T> {
    const [query, params, method = 'all'] = given;
    const transaction = given[3] as Kysely<unknown> | undefined;
    const asked = query instanceof NativeQueryBuilder ? query.toRaw() : query;
    const { sql, params: values } = typeof asked === 'string' ? { sql: asked, params } : asked;
    if (!Array.isArray(values) || values.length > MOST_VALUES) return super.execute(...given) as Promise<T>;

    await this.ensureConnection();
    const { text, bound } = bind(this.platform as PostgreSqlPlatform, sql, values);
    const statement = CompiledQuery.raw(text, bound);
    return this.executeQuery(
      this.getSql(text, text, given[4]),
      async () => this.transformRawResult<T>(await (transaction ?? this.getClient()).executeQuery(statement), method),
      { ...given[4], query: text, params: bound },
    );
  }
}

/** What the platform makes of the text, with `$1`, `$2` … for plain values; whatever else it writes is left to it. */
function bind(platform: PostgreSqlPlatform, sql: string, values: readonly unknown[]): { text: string; bound: unknown[] } {
  const bound: unknown[] = [];
  const binding = Object.create(platform) as PostgreSqlPlatform;
  binding.quoteValue = (value) => {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return `$${bound.push(value)}`;
    return isRaw(value) ? binding.formatQuery(value.sql, value.params) : platform.quoteValue(value);
  };
  return { text: binding.formatQuery(sql, values), bound };
}

export class PreparingDriver extends PostgreSqlDriver {
  constructor(config: Configuration) {
    super(config);
    Object.assign(this, { connection: new PreparingConnection(config) });
  }
}
