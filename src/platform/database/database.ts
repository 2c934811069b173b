import { AsyncLocalStorage } from 'node:async_hooks';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { CamelCasePlugin, HandleEmptyInListsPlugin, replaceWithNoncontingentExpression, type Kysely, type RawBuilder } from 'kysely';
import { Pool } from 'pg';
import type { Schema } from './schema.js';

interface OpenTransaction {
  beforeCommit: (() => Promise<void>)[];
  afterCommit: (() => void)[];
}

/** Columns are `snake_case` in the database and `camelCase` here; what is inside a `jsonb` stays as it was written. */
const CAMEL_CASE = new CamelCasePlugin({ maintainNestedObjectKeys: true });

/** Nothing is in an empty list; PostgreSQL would refuse `in ()`. */
const EMPTY_LISTS = new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression });

/**
 * The one way to the database. Entities are changed in `transaction`, where the injected `EntityManager` may be used; plain rows are
 * read and written by `query`, or by `rows` and `execute` with Kysely's `sql` tag.
 */
@Injectable()
export class Database {
  private readonly open = new AsyncLocalStorage<OpenTransaction>();

  constructor(private readonly em: EntityManager) {}

  /**
   * Runs `work` in a transaction: a new one, or the one that is already open. Entities are flushed once, at the end, before
   * what was left for `beforeCommit` (domain events are written there).
   */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    if (this.open.getStore()) return work();
    const transaction: OpenTransaction = { beforeCommit: [], afterCommit: [] };
    const result = await this.open.run(transaction, () =>
      this.em.fork().transactional(async (em) => {
        const answer = await work();
        await em.flush();
        for (const task of transaction.beforeCommit) await task();
        return answer;
      }),
    );
    for (const task of transaction.afterCommit) task();
    return result;
  }

  /** Stands for the open transaction, so that others can keep what belongs to it; throws without one. */
  transactionKey(): object {
    return this.current();
  }

  /** Runs last in the open transaction, after the flush; for what must be saved with it but is best written at once. */
  beforeCommit(task: () => Promise<void>): void {
    this.current().beforeCommit.push(task);
  }

  /** Runs once the open transaction is safely stored; never when it is rolled back. */
  afterCommit(task: () => void): void {
    this.current().afterCommit.push(task);
  }

  /**
   * The query builder over the tables of `schema.ts`, for ordinary reads and writes; inside the open transaction or, without one,
   * straight from the pool. Like `rows`, it sees changes made to entities only after `flush()`.
   */
  get query(): Kysely<Schema> {
    return this.em.getKysely<Schema>().withPlugin(EMPTY_LISTS).withPlugin(CAMEL_CASE);
  }

  /** For what the query builder cannot say, or says worse: common tables, locks, many rows at once, the hottest reads. */
  async rows<Row>(query: RawBuilder<Row>): Promise<Row[]> {
    const answer = await query.execute(this.query);
    return answer.rows;
  }

  async row<Row>(query: RawBuilder<Row>): Promise<Row | undefined> {
    return (await this.rows(query))[0];
  }

  /** Runs a statement and tells how many rows it changed. */
  async execute(statement: RawBuilder<unknown>): Promise<number> {
    const answer = await statement.execute(this.query);
    return Number(answer.numAffectedRows ?? 0n);
  }

  /** Writes pending entity changes into the open transaction, so that SQL in it sees them. */
  async flush(): Promise<void> {
    await this.em.flush();
  }

  /**
   * Writes pending entity changes and lets go of all entities. Every flush looks at each entity that the transaction has seen, so
   * whoever goes through many in one transaction forgets those that are done.
   */
  async forget(): Promise<void> {
    await this.em.flush();
    this.em.clear();
  }

  /** A pool beside the common one, for those who hold connections for long or give them back in their own way; theirs to end. */
  separatePool(connections: number): Pool {
    const pool = new Pool({ connectionString: this.em.config.get('clientUrl'), max: connections });
    // A connection that breaks while nobody asks anything of it is simply replaced.
    pool.on('error', () => {});
    pool.on('connect', (client) => client.on('error', () => {}));
    return pool;
  }

  /** The pool of `pg` itself, for what speaks the driver's language. */
  async pool(): Promise<Pool> {
    return (await this.em.getConnection().getNativeClient()) as Pool;
  }

  private current(): OpenTransaction {
    const transaction = this.open.getStore();
    if (!transaction) throw new Error('This needs an open transaction: call it inside Database.transaction().');
    return transaction;
  }
}
