import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../src/platform/database/database.js';
import { domainEvent, type Published } from '../../src/platform/events/domain-event.js';
import { OnEvent } from '../../src/platform/events/on-event.decorator.js';
import { ScheduledJob } from '../../src/platform/jobs/job.decorators.js';

export class StoneFound extends domainEvent<{ stone: string }>('quarry.stone-found') {}

/** Work that takes for ever in a process with `QUARRY=endless`, which says on its output when it is in the middle of it. */
@Injectable()
export class Quarry {
  constructor(private readonly database: Database) {}

  @OnEvent(StoneFound, 'quarry.cut-stone')
  async cutStone({ facts }: Published<StoneFound>): Promise<void> {
    await this.database.execute(sql`insert into cut values (${facts.stone})`);
    await this.neverEnd('cutting');
  }

  @ScheduledJob({ id: 'quarry.sharpen-tools', cron: '0 5 * * *', description: 'Sharpens the tools.' })
  async sharpenTools(): Promise<string> {
    await this.neverEnd('sharpening');
    return 'sharp';
  }

  private async neverEnd(doing: string): Promise<void> {
    if (process.env.QUARRY !== 'endless') return;
    console.log(doing);
    await new Promise(() => {});
  }
}
