import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../../platform/database/database.js';
import { Events } from '../../../platform/events/events.js';
import { ScheduledJob } from '../../../platform/jobs/job.decorators.js';
import { formatLongDate } from '../../../platform/time/format-long-date.js';
import { BusinessCalendar, CityProfile } from '../../city/index.js';
import { RecordsService } from '../../records/index.js';
import { ContractorClasses } from '../contractor-classes.js';
import { requiredCredentials } from '../contractor.rules.js';
import type { CredentialKind } from '../contractor.status.js';
import { ContractorPapersRunningOut } from '../contractors.events.js';
import { ContractorsService } from '../contractors.service.js';
import { noticeDue } from './expiry.rules.js';

const BATCH = 200;

/** Something of a contractor's that runs out within the longest notice. */
interface Ending {
  recordId: string;
  number: string;
  classes: string[];
  /** `registration`, or the id of the credential. */
  item: string;
  kind: CredentialKind | 'registration';
  classCode: string | null;
  expiresOn: string;
  /** The nearest notice that was sent of it; null before the first. */
  noticed: number | null;
}

interface Notice extends Ending {
  daysBefore: number;
}

/**
 * Tells contractors in time what runs out. A batch of contractors is one transaction: its notices are remembered with the events that
 * tell of them, so a run that was killed, or runs twice at once, sends nothing twice and leaves nothing out.
 */
@Injectable()
export class ExpiryWatchJobs {
  constructor(
    private readonly database: Database,
    private readonly contractors: ContractorsService,
    private readonly classes: ContractorClasses,
    private readonly records: RecordsService,
    private readonly profile: CityProfile,
    private readonly calendar: BusinessCalendar,
    private readonly events: Events,
  ) {}

  @ScheduledJob({
    id: 'contractors.watch-expiry',
    cron: '0 6 * * *',
    description: 'Tells contractors 90, 60, 30 and 7 days before, and on the last day, that a registration or a credential runs out.',
  })
  async watch(): Promise<void> {
    const today = this.calendar.today();
    const { noticeDaysBefore } = this.profile.contractor;
    if (noticeDaysBefore.length === 0) return;
    let last: string | undefined;
    do {
      const ids = await this.batch(last);
      await this.database.transaction(() => this.notice(ids, today));
      last = ids.length === BATCH ? ids.at(-1) : undefined;
    } while (last);
  }

  private async batch(last: string | undefined): Promise<string[]> {
    const active = this.database.query.selectFrom('contractors.contractor').select('recordId').where('status', '=', 'active');
    const rows = active
      .$if(last !== undefined, (rest) => rest.where('recordId', '>', last!))
      .orderBy('recordId')
      .limit(BATCH);
    return (await rows.execute()).map(({ recordId }) => recordId);
  }

  private async notice(recordIds: string[], today: Temporal.PlainDate): Promise<void> {
    const due = (await this.endings(recordIds, today)).flatMap((ending) => this.dueOf(ending, today));
    const sent = await this.remember(due, today);
    const byContractor = Map.groupBy(sent, ({ recordId }) => recordId);
    await this.records.tellAll(
      [...byContractor].map(([recordId, notices]) => ({
        recordId,
        type: 'contractors.expiry-noticed',
        summary: `Expiring soon: ${notices.map((each) => this.inWords(each)).join('; ')}.`,
        visibility: 'owners',
      })),
    );
    for (const [recordId, notices] of byContractor) {
      this.events.publish(
        new ContractorPapersRunningOut({
          recordId,
          number: notices[0]!.number,
          papers: notices.map((each) => this.inWords(each)),
          registration: notices.some(({ kind }) => kind === 'registration'),
          firstEndsOn: notices.map(({ expiresOn }) => expiresOn).sort()[0]!,
        }),
      );
    }
  }

  /** What runs out; not a credential that another of its kind follows without a gap. */
  private endings(recordIds: string[], today: Temporal.PlainDate): Promise<Ending[]> {
    const until = today.add({ days: Math.max(...this.profile.contractor.noticeDaysBefore) }).toString();
    return this.database.rows(sql<Ending>`
      with ending as (
        select c.record_id, 'registration' as item, 'registration' as kind, null as class_code, c.expires_on
        from contractors.contractor c where c.record_id = any(${recordIds}::uuid[])
        union all
        select k.record_id, k.id::text, k.kind, k.class_code, k.expires_on
        from contractors.credential k
        where k.record_id = any(${recordIds}::uuid[]) and k.ended_at is null
          and not exists (
            select 1 from contractors.credential later
            where later.record_id = k.record_id and later.kind = k.kind and later.class_code is not distinct from k.class_code
              and later.ended_at is null and later.expires_on > k.expires_on and later.effective_on <= k.expires_on + 1)
      )
      select e.record_id, c.number, c.classes, e.item, e.kind, e.class_code, e.expires_on,
        (select min(n.days_before) from contractors.notice n
          where n.record_id = e.record_id and n.item = e.item and n.expires_on = e.expires_on) as noticed
      from ending e join contractors.contractor c using (record_id)
      where e.expires_on between ${today.toString()}::date and ${until}::date
      order by e.record_id, e.expires_on, e.item`);
  }

  /** Nothing for a paper that no class of the contractor asks for. */
  private dueOf(ending: Ending, today: Temporal.PlainDate): Notice[] {
    const { kind, classCode, classes, expiresOn, noticed } = ending;
    const daysBefore = noticeDue(today.until(expiresOn).days, this.profile.contractor.noticeDaysBefore);
    if (daysBefore === null || (noticed !== null && noticed <= daysBefore)) return [];
    const asked = requiredCredentials(this.classes.of(classes)).some((each) => each.kind === kind && each.classCode === classCode);
    return asked || kind === 'registration' ? [{ ...ending, daysBefore }] : [];
  }

  /** Those that nobody else has remembered at the same moment. */
  private async remember(notices: Notice[], today: Temporal.PlainDate): Promise<Notice[]> {
    if (notices.length === 0) return [];
    const rows = await this.database.rows(sql<{ recordId: string; item: string }>`
      insert into contractors.notice (record_id, item, expires_on, days_before, noticed_on)
      select (n->>'recordId')::uuid, n->>'item', (n->>'expiresOn')::date, (n->>'daysBefore')::int, ${today.toString()}::date
      from jsonb_array_elements(${JSON.stringify(notices)}::jsonb) n
      on conflict do nothing
      returning record_id, item`);
    const remembered = new Set(rows.map(({ recordId, item }) => `${recordId} ${item}`));
    return notices.filter(({ recordId, item }) => remembered.has(`${recordId} ${item}`));
  }

  private inWords({ kind, classCode, expiresOn }: Notice): string {
    const { name } = this.contractors.inWords({ credential: kind, classCode, expiredOn: null }, 'active');
    return `${name}, on ${formatLongDate(expiresOn)}`;
  }
}
