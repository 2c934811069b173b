import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { run, runOnce, type JobHelpers, type Runner, type RunnerOptions, type TaskList } from 'graphile-worker';
import { Settings } from '../config/settings.js';
import { Database } from '../database/database.js';
import { EventListeners } from '../events/event-listeners.js';
import { RequestContext } from '../http/request-context.js';
import { tellable } from '../logging/discretion.js';
import { queueLogger } from '../logging/queue-logger.js';
import { JobRegistry } from './job-registry.js';
import { WorkerPools } from './worker-pools.js';

/** How long a stopping process waits for the jobs it is at; what is not done by then is given back. */
const FINISHING_SECONDS = 10;

/** Works off the queue in this process: event deliveries, queued tasks and scheduled jobs that came due. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Jobs');
  private runner?: Runner;
  private failure?: unknown;

  constructor(
    private readonly database: Database,
    private readonly registry: JobRegistry,
    private readonly listeners: EventListeners,
    private readonly pools: WorkerPools,
    private readonly context: RequestContext,
    private readonly settings: Settings,
  ) {}

  /** Whether this process works off the queue as it should. */
  get isWorking(): boolean {
    return !this.settings.worker || (this.runner !== undefined && this.failure === undefined);
  }

  async onApplicationBootstrap(): Promise<void> {
    if (!this.settings.worker) return;
    this.runner = await run(await this.options());
    this.runner.promise.catch((error: unknown) => {
      this.failure = error;
      this.logger.error(error, 'The worker has stopped');
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    if (!this.runner) return;
    const stopped = this.runner.stop().then(() => true);
    const patience = Promise.withResolvers<false>();
    const timer = setTimeout(() => patience.resolve(false), FINISHING_SECONDS * 1000);
    const finished = await Promise.race([stopped, patience.promise]).catch(() => false);
    clearTimeout(timer);
    if (!finished) {
      await this.pools.giveBackEverything();
      this.logger.warn(`Some jobs were not done within ${FINISHING_SECONDS} s; they are given back to the queue.`);
    }
  }

  /** Works off everything that is due now and returns when nothing is left; for tests and one-off commands. */
  async drain(): Promise<void> {
    await runOnce(await this.options());
  }

  private async options(): Promise<RunnerOptions> {
    return {
      pgPool: await this.database.pool(),
      concurrency: this.settings.workerConcurrency,
      noHandleSignals: true,
      pollInterval: 1000,
      parsedCronItems: [],
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
      throw new Error(tellable(error), { cause: error });
    }
  }
}
