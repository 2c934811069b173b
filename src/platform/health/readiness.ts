import { MikroORM } from '@mikro-orm/postgresql';
import { Injectable, Logger } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorFunction } from '@nestjs/terminus';
import { sql } from 'kysely';
import { Database } from '../database/database.js';
import { FileStore } from '../files/file-store.js';
import { JobRunner } from '../jobs/job-runner.js';
import { QUEUED_JOBS } from '../jobs/queue.js';
import { Lifecycle } from '../lifecycle/lifecycle.js';

const PATIENCE_MILLISECONDS = 3000;

/** What must be well for this process to be sent requests. */
@Injectable()
export class Readiness {
  private readonly logger = new Logger('Readiness');
  private readonly down = new Set<string>();

  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly database: Database,
    private readonly runner: JobRunner,
    private readonly files: FileStore,
    private readonly lifecycle: Lifecycle,
    private readonly orm: MikroORM,
  ) {}

  checks(): HealthIndicatorFunction[] {
    return [
      () => this.check('database', () => this.database.row(sql`select 1`)),
      () => this.check('migrations', () => this.requireMigrations()),
      () => this.check('queue', () => this.requireQueue()),
      () => this.check('files', () => this.files.check()),
      () => this.check('process', () => this.requireWanted()),
    ];
  }

  private check(name: string, look: () => unknown) {
    const attempt = this.indicators.check(name).attempt(async () => {
      try {
        await look();
        this.note(name, true);
      } catch (error) {
        this.note(name, false);
        throw error;
      }
    });
    return attempt.withTimeout(PATIENCE_MILLISECONDS);
  }

  /** Probes ask every few seconds; what changes is worth a line. */
  private note(name: string, isUp: boolean): void {
    if (isUp !== this.down.has(name)) return;
    if (isUp) this.down.delete(name);
    else this.down.add(name);
    this.logger[isUp ? 'log' : 'warn'](isUp ? `Up again: ${name}.` : `Not ready: ${name} is down.`);
  }

  private async requireMigrations(): Promise<void> {
    const known = (this.orm.config.get('migrations').migrationsList ?? []).flatMap((one) => ('name' in one ? [one.name] : []));
    const row = await this.database.row(sql<{ done: number }>`
      select count(*)::int as done from public.migration where name = any(${known}::text[])`);
    if (row!.done < known.length) throw new Error(`${known.length - row!.done} migrations have not been carried out.`);
  }

  private async requireQueue(): Promise<void> {
    await this.database.row(sql`select from ${QUEUED_JOBS} job limit 1`);
    if (!this.runner.isWorking) throw new Error('The worker has stopped.');
  }

  private requireWanted(): void {
    if (this.lifecycle.isStopping) throw new Error('The process is stopping.');
  }
}
