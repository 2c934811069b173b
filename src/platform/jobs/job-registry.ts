import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { JOB, SCHEDULED_JOB, type Schedule } from './job.decorators.js';

export interface RegisteredSchedule extends Schedule {
  run(due: { dueAt: Temporal.Instant }): Promise<unknown>;
}

/** All work that can be queued or comes due, found by the decorators of all providers. */
@Injectable()
export class JobRegistry implements OnModuleInit {
  readonly tasks = new Map<string, (payload: never) => Promise<unknown>>();
  readonly schedules = new Map<string, RegisteredSchedule>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
  ) {}

  onModuleInit(): void {
    for (const { instance } of this.discovery.getProviders()) {
      if (!instance || typeof instance !== 'object') continue;
      const prototype = Object.getPrototypeOf(instance) as Record<string, unknown>;
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        const method = (instance as Record<string, (argument: never) => Promise<unknown>>)[name]!;
        const task = Reflect.getMetadata(JOB, prototype[name] as object) as string | undefined;
        if (task) {
          if (this.tasks.has(task)) throw new Error(`Two methods do the work of ${task}.`);
          this.tasks.set(task, method.bind(instance));
        }
        const schedule = Reflect.getMetadata(SCHEDULED_JOB, prototype[name] as object) as Schedule | undefined;
        if (schedule) {
          if (this.schedules.has(schedule.id)) throw new Error(`Two scheduled jobs have the id ${schedule.id}.`);
          this.schedules.set(schedule.id, { ...schedule, run: method.bind(instance) as RegisteredSchedule['run'] });
        }
      }
    }
  }
}
