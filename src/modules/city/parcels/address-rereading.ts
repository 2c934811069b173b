import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { Job } from '../../../platform/jobs/job.decorators.js';
import { Jobs } from '../../../platform/jobs/jobs.js';
import { addressWords, RULES_VERSION } from './address-words.rules.js';

const REREAD = 'city.reread-addresses';
const BATCH = 500;

interface Line {
  id: string;
  line1: string;
  line2: string | null;
}

/** After a version that reads addresses otherwise, what the list keeps of each is made anew, while the portal is at work. */
@Injectable()
export class AddressRereading implements OnApplicationBootstrap {
  constructor(
    private readonly database: Database,
    private readonly jobs: Jobs,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if ((await this.outdated(1)).length > 0) await this.jobs.enqueue(REREAD, {}, { key: REREAD });
  }

  @Job(REREAD)
  async reread(): Promise<void> {
    for (let lines = await this.outdated(BATCH); lines.length > 0; lines = await this.outdated(BATCH)) await this.store(lines);
  }

  private outdated(limit: number): Promise<Line[]> {
    return this.database.rows(sql<Line>`
      select id, line1, line2 from city.address where rules_version < ${RULES_VERSION} order by rules_version, id limit ${limit}`);
  }

  /** Of two spellings that are one address by now, the one that came first keeps the place. */
  private async store(lines: Line[]): Promise<void> {
    const read = lines.map(({ id, line1, line2 }) => ({ id, ...addressWords(line1, line2) })).filter(({ core }) => core !== '');
    await this.database.transaction(async () => {
      await this.database.execute(sql`
        update city.address a set house = r.house, house_number = r."houseNumber", street = r.street, core = r.core, unit = r.unit
        from (
          select distinct on (given.house, given.street, given.unit, old.zip5) given.*, old.zip5
          from jsonb_to_recordset(${JSON.stringify(read)}::jsonb)
              as given (id uuid, house text, "houseNumber" int, street text, core text, unit text)
            join city.address old on old.id = given.id
          order by given.house, given.street, given.unit, old.zip5, given.id
        ) r
        where a.id = r.id and not exists (
          select from city.address other
          where other.house = r.house and other.street = r.street and other.unit = r.unit and other.zip5 = r.zip5 and other.id <> a.id)`);
      await this.database.execute(sql`
        insert into city.street (name) select distinct unnest(${read.map(({ core }) => core)}::text[]) order by 1 on conflict do nothing`);
      await this.database.execute(sql`
        update city.address set rules_version = ${RULES_VERSION} where id = any(${lines.map(({ id }) => id)}::uuid[])`);
    });
  }
}
