import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Client } from 'pg';
import { Database } from '../../platform/database/database.js';
import { formatRecordNumber } from './record-number.rules.js';

/** PostgreSQL's ways of saying that somebody else has just made it. */
const MADE_MEANWHILE = new Set(['42P07', '23505']);

/**
 * Gives out record numbers from one PostgreSQL sequence for each prefix and year: nobody waits for anybody's transaction, and a
 * number whose transaction fails is a gap.
 */
@Injectable()
export class RecordNumbers {
  private readonly ready = new Map<string, Promise<void>>();

  constructor(private readonly database: Database) {}

  async next(prefix: string, year: number): Promise<string> {
    return (await this.nextOnes(prefix, year, 1))[0]!;
  }

  async nextOnes(prefix: string, year: number, count: number): Promise<string[]> {
    const sequence = await this.sequence(prefix, year);
    const rows = await this.database.rows(sql<{ value: string }>`
      select nextval(${sequence}::regclass) as value from generate_series(1, ${count}::int)`);
    return rows.map(({ value }) => formatRecordNumber({ prefix, year, sequence: BigInt(value) }));
  }

  private async sequence(prefix: string, year: number): Promise<string> {
    if (!/^[A-Z]{2,6}$/.test(prefix))
      throw new Error(`A record number cannot start with ${JSON.stringify(prefix)}: two to six capital letters.`);
    const name = `records.number_${prefix.toLowerCase()}_${year}`;
    if (!this.ready.has(name)) {
      const made = this.make(name);
      this.ready.set(name, made);
      made.catch(() => this.ready.delete(name));
    }
    await this.ready.get(name);
    return name;
  }

  /**
   * On a connection of its own: made inside the submitter's transaction, a sequence would stay invisible to everyone else until
   * that commits, and with a second connection from the pool a burst of first submitters could wait for each other for ever.
   */
  private async make(name: string): Promise<void> {
    const { options } = await this.database.pool();
    const client = new Client(options);
    await client.connect();
    try {
      await client.query(`create sequence if not exists ${name}`);
    } catch (error) {
      if (!MADE_MEANWHILE.has((error as { code?: string }).code ?? '')) throw error;
    } finally {
      await client.end();
    }
  }
}
