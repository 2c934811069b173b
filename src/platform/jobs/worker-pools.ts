import { EventEmitter } from 'node:events';
import { Injectable, Logger } from '@nestjs/common';
import type { WorkerEvents } from 'graphile-worker';
import { sql } from 'kysely';
import { Settings } from '../config/settings.js';
import { DatabaseWatch } from '../database/database-watch.js';
import { isDatabaseAway } from '../http/error-mapping.js';
import { Database } from '../database/database.js';
import { unlockDeadPools, unlockJobs, unlockPools } from './queue.js';

/** How long a job that was fetched ahead may wait in this process before it is given back to the queue. */
export const FETCHED_AHEAD_SECONDS = 10;

/**
 * The worker pools of this process, kept known as alive in the database; and the eye on those of other processes. A pool that was
 * not heard of for the lease has died with its process: its jobs are unlocked, for anyone. Looked at by the database's clock, so
 * that replicas need not agree on the time.
 */
@Injectable()
export class WorkerPools {
  private readonly logger = new Logger('Jobs');
  private readonly alive = new Set<string>();
  private readonly known = new Set<string>();
  private readonly atWork = new Set<string>();
  private readonly underWay = new Set<Promise<void>>();
  private heartbeat?: NodeJS.Timeout;

  constructor(
    private readonly database: Database,
    private readonly settings: Settings,
    private readonly databaseWatch: DatabaseWatch,
  ) {}

  /** To be handed to each pool that is made; it is watched from then until its release. */
  watch(): WorkerEvents {
    const events: WorkerEvents = new EventEmitter();
    events.on('pool:create', ({ workerPool }) => {
      this.alive.add(workerPool.id);
      // The first beat may wait: for the length of a lease nobody touches the jobs of a pool that is not known yet.
      this.heartbeat ??= setInterval(() => this.track(this.beat()), (this.settings.workerLeaseSeconds * 1000) / 6).unref();
    });
    events.on('job:start', ({ job }) => this.atWork.add(job.id));
    events.on('job:complete', ({ job }) => this.atWork.delete(job.id));
    events.on('pool:release', ({ workerPool }) => this.track(this.forget(workerPool.id)));
    return events;
  }

  /** Until what was begun here is written; a connection that is in use when the database is closed would hold up the closing. */
  async quiet(): Promise<void> {
    await Promise.all(this.underWay);
  }

  /** Gives back what the pools of this process still hold, when they cannot be waited for. */
  async giveBackEverything(): Promise<void> {
    const pools = [...this.alive];
    if (pools.length > 0) await this.database.rows(unlockPools(pools));
  }

  /** Unlocks the jobs of dead pools and tells which pools these were. */
  async reap(): Promise<string[]> {
    const lease = this.settings.workerLeaseSeconds;
    const dead = await this.database.rows(unlockDeadPools(lease));
    await this.database.execute(sql`delete from platform.worker where seen_at < now() - 10 * make_interval(secs => ${lease})`);
    return dead.map(({ pool }) => pool);
  }

  /**
   * Unlocks jobs that the database gave to a pool of this process in an answer that never arrived, as when a connection breaks: the
   * pool is alive and knows nothing of them. Jobs that were fetched ahead are given back or begun long before.
   */
  private async unlockWhatNeverArrived(pools: string[]): Promise<void> {
    const long = Math.max(this.settings.workerLeaseSeconds, 2 * FETCHED_AHEAD_SECONDS);
    const unlocked = await this.database.rows(unlockJobs(pools, long, [...this.atWork]));
    if (unlocked.length > 0) this.logger.warn(`Unlocked ${unlocked.length} jobs that were fetched over a connection that broke.`);
  }

  private track(work: Promise<void>): void {
    this.underWay.add(work);
    void work.finally(() => this.underWay.delete(work));
  }

  private async beat(): Promise<void> {
    const pools = [...this.alive];
    try {
      for (const pool of pools) this.known.add(pool);
      await this.database.execute(sql`
        insert into platform.worker (pool, seen_at) select pool, now() from unnest(${pools}::text[]) pool
        on conflict (pool) do update set seen_at = excluded.seen_at`);
      const dead = await this.reap();
      await this.unlockWhatNeverArrived(pools);
      if (dead.length > 0) this.logger.warn(`Took over the jobs of ${dead.length} dead workers.`);
    } catch (error) {
      if (isDatabaseAway(error)) this.databaseWatch.failed(error);
      else this.logger.error(error, 'The heartbeat of the workers could not be written');
    }
  }

  private async forget(pool: string): Promise<void> {
    this.alive.delete(pool);
    if (this.alive.size === 0) {
      clearInterval(this.heartbeat);
      this.heartbeat = undefined;
    }
    if (!this.known.delete(pool)) return;
    await this.database.execute(sql`delete from platform.worker where pool = ${pool}`).catch(() => {
      // It runs out by itself.
    });
  }
}
