import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { sql } from 'kysely';
import { SettingsError } from '../config/environment.js';
import { Database } from '../database/database.js';
import { Clock } from '../time/clock.js';
import { DataKeys } from './data-keys.js';

/** Something that a module keeps encrypted. */
export interface StoredSecret {
  /** As an operator would call it: `tax numbers`. */
  name: string;
  /** Whether one that is there can be read; null when there is none. */
  isReadable: () => Promise<boolean | null>;
  /** Encrypts anew what is not under the current key; the answer is how many. */
  renew: () => Promise<number>;
}

/**
 * Knows all that is stored under `DATA_KEY`. A portal that could not read it does not start, before anybody misses a number or is told
 * that a code is unknown.
 */
@Injectable()
export class StoredSecrets implements OnApplicationBootstrap {
  private readonly all: StoredSecret[] = [];

  constructor(
    private readonly database: Database,
    private readonly keys: DataKeys,
    private readonly clock: Clock,
  ) {}

  register(secret: StoredSecret): void {
    this.all.push(secret);
  }

  async onApplicationBootstrap(): Promise<void> {
    const known = await this.database.query.selectFrom('platform.data_key').select(['id', 'leftAt']).execute();
    const missing = known.filter(({ id }) => !this.keys.ids.includes(id));
    const needed = missing.filter(({ leftAt }) => leftAt === null).map(({ id }) => id);
    if (needed.length > 0) throw unreadable(`what is stored under the key ${needed.join(' and ')}`);
    if (missing.length > 0) {
      const ids = missing.map(({ id }) => id).join(', ');
      new Logger('Keys').warn(`DATA_KEY lacks the key ${ids}: codes on papers printed under it are unknown.`);
    }
    if (known.length === 0) {
      for (const { name, isReadable } of this.all) if ((await isReadable()) === false) throw unreadable(`the ${name} that are stored`);
    }
    await this.note();
  }

  /** Brings everything under the first key, so that the others are needed for codes on paper alone. */
  async renew(): Promise<{ name: string; renewed: number }[]> {
    const done = [];
    for (const { name, renew } of this.all) done.push({ name, renewed: await renew() });
    await this.database.query
      .updateTable('platform.data_key')
      .set({ leftAt: this.clock.now().toString() })
      .where('id', '<>', this.keys.ids[0]!)
      .where('leftAt', 'is', null)
      .execute();
    return done;
  }

  private async note(): Promise<void> {
    await this.database.execute(sql`
      insert into platform.data_key (id, since) values (${this.keys.ids[0]!}, ${this.clock.now().toString()})
      on conflict (id) do update set left_at = null where data_key.left_at is not null`);
  }
}

function unreadable(what: string): SettingsError {
  return new SettingsError([
    `DATA_KEY does not open ${what}. Set it to what it was, or put a new key before the old one: DATA_KEY=new,old. A portal that ran without DATA_KEY used JWT_SECRET in its place.`,
  ]);
}
