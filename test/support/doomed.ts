import { sql, type RawBuilder } from 'kysely';
import { Client as DatabaseClient } from 'pg';
import { Settings } from '../../src/platform/config/settings.js';
import { Database } from '../../src/platform/database/database.js';
import type { TestApp } from './app.js';
import { SignedInClient } from './builders.js';
import { Child, until } from './child.js';
import { giveBackJobs } from './queue.js';

/**
 * A real portal in a process of its own is stopped between two steps by a lock on what the next step needs, and killed there. A
 * second portal on the same database has to bring everything to a good end.
 */
export class Doomed {
  private readonly locks: DatabaseClient[] = [];
  private child!: Child;
  url!: string;

  constructor(private readonly app: TestApp) {}

  async start(environment: Record<string, string> = {}): Promise<void> {
    this.child = new Child('dist/src/main.js', {
      HOST: '127.0.0.1',
      PORT: '0',
      DEMO: 'off',
      RATE_LIMITS: 'off',
      WORKER: 'off',
      JWT_SECRET: 'for-tests-only-for-tests-only-for-tests-only',
      DATABASE_URL: this.app.databaseUrl,
      DATA_DIR: this.app.get(Settings).dataDir,
      PUBLIC_URL: this.app.url,
      CLOCK: this.app.clock.now().toString(),
      ...environment,
    });
    await this.child.says(/http:\/\/localhost:\d+/);
    this.url = /http:\/\/localhost:\d+/.exec(this.child.output)![0];
  }

  /** The same person, asking this process. Nobody waits for its answers: it will not live to give them. */
  ask({ accountId, email, username, accessToken, refreshToken }: SignedInClient, what: (client: SignedInClient) => Promise<unknown>): void {
    what(new SignedInClient(this.url, accountId, email, username, accessToken, refreshToken)).catch(() => {});
  }

  /** Holds a lock until it is let go, or everything is over. */
  async lock(statement: string, values: unknown[] = []): Promise<{ release(): Promise<void> }> {
    const client = new DatabaseClient({ connectionString: this.app.databaseUrl });
    await client.connect();
    this.locks.push(client);
    await client.query('begin');
    await client.query(statement, values);
    return { release: () => client.query('rollback').then(() => {}) };
  }

  /** Until it has done so much that the database, or somebody else, shows it. */
  async reaches(what: RawBuilder<unknown> | (() => boolean)): Promise<void> {
    const isReached = typeof what === 'function' ? what : async () => (await this.app.get(Database).row(what)) !== undefined;
    await until(isReached, () => `It did not come so far: ${this.child.output}`, this.child);
  }

  /** Until so many of its steps wait for a lock. */
  async isStuck(how: number): Promise<void> {
    await this.reaches(sql`
      select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' having count(*) >= ${how}::int`);
  }

  async die(): Promise<void> {
    await this.child.kill();
    // The database would finish a statement that waits for a lock before it noticed that nobody wants it any more.
    await this.app.get(Database).rows(sql`
      select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`);
    for (const client of this.locks) await client.end();
  }

  /** Another process takes the dead one’s jobs over; here at once, elsewhere when its lease has run out. */
  async takeOver(): Promise<void> {
    await giveBackJobs(this.app);
    await this.app.settle();
  }
}
