import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { TIME_ZONE } from '../time/time-zone.js';
import { CivilSchedule } from './civil-schedule.js';
import { JOB, SCHEDULED_JOB, type Schedule } from './job.decorators.js';

export interface RegisteredJob extends Schedule {
  /** When it comes due, in the city's civil time. */
  times: CivilSchedule;
  run(due: { dueAt: Temporal.Instant }): Promise<unknown>;
}

/** All work that can be queued or comes due, found by the decorators of all providers. */
@Injectable()
export class JobRegistry implements OnModuleInit {
  readonly tasks = new Map<string, (payload: never) => Promise<unknown>>();
  readonly schedules = new Map<string, RegisteredJob>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    @Inject(TIME_ZONE) readonly timeZone: string,
  ) {}

  onModuleInit(): void {
    for (const { instance } of this.discovery.getProviders()) {
      if (!instance || typeof instance !== 'object') continue;
      const prototype = Object.getPrototypeOf(instance) as Record<string, unknown>;
      for (const name of this.scanner.getAllMethodNames(prototype)) {
        const work = () => (instance as Record<string, (argument: never) => Promise<unknown>>)[name]!.bind(instance);
        const task = Reflect.getMetadata(JOB, prototype[name] as object) as string | undefined;
        if (task) this.addTask(task, work());
        const schedule = Reflect.getMetadata(SCHEDULED_JOB, prototype[name] as object) as Schedule | undefined;
        if (schedule) this.addSchedule(schedule, work() as RegisteredJob['run']);
      }
    }
  }

  private addTask(task: string, work: (payload: never) => Promise<unknown>): void {
    if (this.tasks.has(task)) throw new Error(`Two methods do the work of ${task}.`);
    this.tasks.set(task, work);
  }

  private addSchedule(schedule: Schedule, run: RegisteredJob['run']): void {
    if (this.schedules.has(schedule.id)) throw new Error(`Two scheduled jobs have the id ${schedule.id}.`);
    this.schedules.set(schedule.id, { ...schedule, run, times: new CivilSchedule(schedule.cron, this.timeZone) });
  }
}
