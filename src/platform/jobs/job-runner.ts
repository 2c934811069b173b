import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { run, runOnce, type JobHelpers, type Runner, type RunnerOptions, type TaskList } from 'graphile-worker';
import type { Pool } from 'pg';
import { Settings } from '../config/settings.js';
import { DatabaseWatch } from '../database/database-watch.js';
import { Database } from '../database/database.js';
import { EventListeners } from '../events/event-listeners.js';
import { isDatabaseAway } from '../http/error-mapping.js';
import { RequestContext } from '../http/request-context.js';
import { redactedMessage } from '../logging/redaction.js';
import { queueLogger } from '../logging/queue-logger.js';
import { JobRegistry } from './job-registry.js';
import { somethingDue } from './queue.js';
import { FETCHED_AHEAD_SECONDS, WorkerPools } from './worker-pools.js';

/** How long a stopping process waits for the jobs it is at; what is not done by then is given back. */
const FINISHING_SECONDS = 10;
/** How long it waits for its connections to close after that. */
const LETTING_GO_SECONDS = 3;

const RESTART_SECONDS = 3;

/**
 * Jobs are fetched and their outcomes written in batches, which triples the throughput. A process that is killed in between leaves
 * jobs locked and outcomes unwritten: these run again elsewhere, and what an event causes is noted with its effect.
 */
const JOBS_IN_BATCHES = { localQueue: { size: 32, ttl: FETCHED_AHEAD_SECONDS * 1000 } };
const OUTCOMES_IN_BATCHES = { completeJobBatchDelay: 0, failJobBatchDelay: 0 };

/** Works off the queue in this process: event deliveries, queued tasks and scheduled jobs that came due. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Jobs');
  /** The queue's own, for fetching and writing outcomes: it gives broken ones back in its own way, and one listens all the time. */
  private connections?: Pool;
  private runner?: Runner;
  private stopping = false;

  constructor(
    private readonly database: Database,
    private readonly registry: JobRegistry,
    private readonly listeners: EventListeners,
    private readonly pools: WorkerPools,
    private readonly context: RequestContext,
    private readonly watch: DatabaseWatch,
    private readonly settings: Settings,
  ) {}

  /** Whether this process works off the queue as it should. */
  get isWorking(): boolean {
    return !this.settings.worker || this.runner !== undefined;
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.settings.worker) await this.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    if (await this.stopWorking()) {
      await this.pools.quiet();
      // A connection that broke while it was lent out may never come back to its pool; it ends with the process.
      await Promise.race([this.connections?.end(), sleep(LETTING_GO_SECONDS * 1000, undefined, { ref: false })]);
      return;
    }
    // Their connections end with the process; waiting for them would be waiting for the jobs.
    await this.pools.giveBackEverything();
    this.logger.warn(`Some jobs were not done within ${FINISHING_SECONDS} s; they are given back to the queue.`);
  }

  /** Works off everything that is due now and returns when nothing is left; for tests and one-off commands. */
  async drain(): Promise<void> {
    const options = this.options(OUTCOMES_IN_BATCHES);
    // Once more while work is left: of two jobs in one queue, the second is free only when the first one's outcome is written.
    do await runOnce(options);
    while (await this.database.row(somethingDue(Object.keys(options.taskList!))));
  }

  /** False when some jobs take too long. */
  private async stopWorking(): Promise<boolean> {
    if (!this.runner) return true;
    const stopped = this.runner.stop().then(
      () => true,
      () => false,
    );
    return Promise.race([stopped, sleep(FINISHING_SECONDS * 1000, false, { ref: false })]);
  }

  private async start(): Promise<void> {
    const runner = await run(this.options({ ...OUTCOMES_IN_BATCHES, ...JOBS_IN_BATCHES }));
    this.runner = runner;
    // Told to stop while it was starting.
    if (this.stopping) await runner.stop();
    void runner.promise.catch((error: unknown) => this.told(error, 'The worker has stopped')).then(() => this.startAgain());
  }

  /** The queue's own worker gives up when it cannot write down an outcome, as when the database is away for a while. */
  private async startAgain(): Promise<void> {
    this.runner = undefined;
    while (!this.stopping && !this.runner) {
      await sleep(RESTART_SECONDS * 1000, undefined, { ref: false });
      if (this.stopping) return;
      await this.start().catch((error: unknown) => this.told(error, 'The worker cannot start yet'));
    }
  }

  private told(error: unknown, msg: string): void {
    if (isDatabaseAway(error)) this.watch.failed(error);
    else this.logger.error({ msg, err: error });
  }

  private options(worker: GraphileConfig.WorkerOptions): RunnerOptions {
    return {
      pgPool: (this.connections ??= this.database.separatePool(this.settings.workerConcurrency + 1)),
      concurrency: this.settings.workerConcurrency,
      noHandleSignals: true,
      pollInterval: 1000,
      parsedCronItems: [],
      preset: { worker },
      logger: queueLogger,
      events: this.pools.watch(),
      taskList: this.taskList(),
    };
  }

  private taskList(): TaskList {
    const tasks: TaskList = {
      event: (payload, { job }) => {
        const { listener, eventId } = payload as { listener: string; eventId: string };
        return this.attempt(listener, job, () => this.listeners.deliver(listener, eventId));
      },
    };
    for (const [task, work] of this.registry.tasks) {
      tasks[task] = (payload, { job }) => this.attempt(task, job, () => this.context.run({}, () => work(payload as never)));
    }
    return tasks;
  }

  /** The queue keeps the message of what went wrong for administrators to read, so it gets one that can be told. */
  private async attempt(what: string, job: JobHelpers['job'], work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const last = job.attempts >= job.max_attempts;
      const message = `${what} failed (try ${job.attempts} of ${job.max_attempts})${last ? ' and waits for an administrator' : ''}`;
      if (last) this.logger.error({ msg: message, err: error });
      else this.logger.warn({ msg: message, err: error });
      throw new Error(redactedMessage(error), { cause: error });
    }
  }
}
