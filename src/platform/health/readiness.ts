import { MikroORM } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorFunction } from '@nestjs/terminus';
import { sql } from 'kysely';
import { Database } from '../database/database.js';
import { JobRunner } from '../jobs/job-runner.js';
import { Lifecycle } from '../lifecycle/lifecycle.js';

const PATIENCE_MILLISECONDS = 3000;

/** What must be well for this process to be sent requests. */
@Injectable()
export class Readiness {
  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly database: Database,
    private readonly runner: JobRunner,
    private readonly lifecycle: Lifecycle,
    private readonly orm: MikroORM,
  ) {}

  checks(): HealthIndicatorFunction[] {
    return [
      () => this.check('database', () => this.database.row(sql`select 1`)),
      () => this.check('migrations', () => this.requireMigrations()),
      () => this.check('queue', () => this.requireQueue()),
      () => this.check('process', () => this.requireWanted()),
    ];
  }

  private check(name: string, look: () => unknown) {
    const attempt = this.indicators.check(name).attempt(async () => {
      await look();
    });
    return attempt.withTimeout(PATIENCE_MILLISECONDS);
  }

  private async requireMigrations(): Promise<void> {
    const known = (this.orm.config.get('migrations').migrationsList ?? []).flatMap((one) => ('name' in one ? [one.name] : []));
    const row = await this.database.row(sql<{ done: number }>`
      select count(*)::int as done from public.migration where name = any(${known}::text[])`);
    if (row!.done < known.length) throw new Error(`${known.length - row!.done} migrations have not been carried out.`);
  }

  private async requireQueue(): Promise<void> {
    await this.database.row(sql`select from graphile_worker._private_jobs limit 1`);
    if (!this.runner.isWorking) throw new Error('The worker has stopped.');
  }

  private requireWanted(): void {
    if (this.lifecycle.isStopping) throw new Error('The process is stopping.');
  }
}
