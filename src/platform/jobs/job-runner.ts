import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { run, runOnce, type Runner, type RunnerOptions, type TaskList } from 'graphile-worker';
import { Settings } from '../config/settings.js';
import { Database } from '../database/database.js';
import { EventListeners } from '../events/event-listeners.js';
import { RequestContext } from '../http/request-context.js';
import { JobRegistry } from './job-registry.js';

/** Works off the queue in this process: event deliveries, queued tasks and scheduled jobs that came due. */
@Injectable()
export class JobRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private runner?: Runner;

  constructor(
    private readonly database: Database,
    private readonly registry: JobRegistry,
    private readonly listeners: EventListeners,
    private readonly context: RequestContext,
    private readonly settings: Settings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.settings.worker) this.runner = await run(await this.options());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.runner?.stop();
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
      taskList: this.taskList(),
    };
  }

  private taskList(): TaskList {
    const tasks: TaskList = {
      event: async (payload) => {
        const { listener, eventId } = payload as { listener: string; eventId: string };
        await this.listeners.deliver(listener, eventId);
      },
    };
    for (const [task, work] of this.registry.tasks) {
      tasks[task] = async (payload) => {
        await this.context.run({}, () => work(payload as never));
      };
    }
    return tasks;
  }
}
