import { Injectable, Logger } from '@nestjs/common';
import type { NextFunction, Request, Response } from 'express';
import { sql } from 'kysely';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { Database } from '../database/database.js';
import { QUEUED_JOBS } from '../jobs/queue.js';
import { routeOf } from '../logging/request-log.js';

/** Something to be counted in the database whenever the measurements are read. */
export interface Figure {
  /** `frontcounter_letters_failed` */
  name: string;
  help: string;
  count: () => Promise<number>;
}

/** What this process measures of itself, and what its modules count, for Prometheus. */
@Injectable()
export class Metrics {
  private readonly logger = new Logger('Metrics');
  private readonly registry = new Registry();
  private collectsProcess = false;

  private readonly requests = new Histogram({
    name: 'frontcounter_http_request_duration_seconds',
    help: 'How long requests took, by route, method and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.registry],
  });

  private readonly queue = new Gauge({
    name: 'frontcounter_queue_jobs',
    help: 'Queued work: due, for later, running, failed and to be tried again, failed and given up.',
    labelNames: ['state'],
    registers: [this.registry],
    collect: () => this.countQueue(),
  });

  private readonly oldest = new Gauge({
    name: 'frontcounter_queue_oldest_due_seconds',
    help: 'How long the oldest due work has been waiting.',
    registers: [this.registry],
  });

  private readonly events = new Gauge({
    name: 'frontcounter_events_unhandled',
    help: 'Events that a listener has given up on: what should have followed has not.',
    registers: [this.registry],
  });

  constructor(private readonly database: Database) {}

  /** Has a figure of a module read with the others. */
  add({ name, help, count }: Figure): void {
    const gauge: Gauge = new Gauge({
      name,
      help,
      registers: [this.registry],
      collect: () => this.counting(gauge, name, async () => gauge.set(await count())),
    });
  }

  /** Times a request; for use as middleware. */
  readonly timeRequest = (request: Request, response: Response, next: NextFunction): void => {
    const stop = this.requests.startTimer();
    response.once('close', () => stop({ method: request.method, route: routeOf(request), status: response.statusCode }));
    next();
  };

  async page(): Promise<{ contentType: string; text: string }> {
    if (!this.collectsProcess) {
      this.collectsProcess = true;
      collectDefaultMetrics({ register: this.registry });
    }
    return { contentType: this.registry.contentType, text: await this.registry.metrics() };
  }

  private countQueue(): Promise<void> {
    return this.counting(this.queue, 'the queue', async () => {
      const row = await this.database.row(sql<Record<'due' | 'later' | 'running' | 'retrying' | 'givenUp' | 'events' | 'oldest', number>>`
        select count(*) filter (where waiting and attempts = 0 and run_at <= now())::int as due,
          count(*) filter (where waiting and attempts = 0 and run_at > now())::int as later,
          count(*) filter (where running)::int as running,
          count(*) filter (where waiting and attempts > 0)::int as retrying,
          count(*) filter (where given_up)::int as given_up,
          count(*) filter (where given_up and task = 'event')::int as events,
          coalesce(extract(epoch from now() - min(run_at) filter (where waiting)), 0)::float as oldest
        from ${QUEUED_JOBS} job`);
      const { oldest, events, givenUp, ...states } = row!;
      for (const [state, jobs] of Object.entries({ ...states, given_up: givenUp })) this.queue.set({ state }, jobs);
      this.oldest.set(Math.max(0, oldest));
      this.events.set(events);
    });
  }

  /** What cannot be counted is left out, rather than told as it was. */
  private async counting(gauge: Gauge<string>, what: string, count: () => Promise<void>): Promise<void> {
    try {
      await count();
    } catch (error) {
      this.logger.warn({ msg: `Not counted: ${what}.`, err: error });
      gauge.reset();
    }
  }
}
