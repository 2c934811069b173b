import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { EventFailures } from '../../platform/events/event-failures.service.js';
import { ScheduledJob } from '../../platform/jobs/job.decorators.js';
import { Clock } from '../../platform/time/clock.js';
import { AccountsService } from '../accounts/index.js';
import { RecordsService } from '../records/index.js';
import { MESSAGES } from './messages.js';
import { Undelivered, type LostMessage } from './undelivered.js';

const BATCH = 200;
/** A mail system that is down for the night has taken the letter by then; the retries are over. */
const HOURS_TO_ARRIVE = 24;
/** What staff did not settle in all that time is not found again. */
const DAYS_LOOKED_BACK = 60;

interface LostRow extends Omit<LostMessage, 'record'> {
  deliveryId: string;
  recipientName: string | null;
  address: string | null;
}

/** Looks every morning for approvals, papers, registrations and renewals that nobody has heard of (`P-09`). */
@Injectable()
export class UndeliveredJobs {
  constructor(
    private readonly database: Database,
    private readonly undelivered: Undelivered,
    private readonly failures: EventFailures,
    private readonly accounts: AccountsService,
    private readonly records: RecordsService,
    private readonly clock: Clock,
  ) {}

  @ScheduledJob({
    id: 'notifications.find-undelivered',
    cron: '15 6 * * *',
    description: 'Puts approvals, permits, certificates and registrations whose message reached nobody within a day on the work list.',
  })
  async find(): Promise<{ notDelivered: number; nobodyTold: number }> {
    const before = this.clock.now().subtract({ hours: HOURS_TO_ARRIVE });
    return { notDelivered: await this.findNotDelivered(before), nobodyTold: await this.findUntold(before) };
  }

  /** Messages that were written and have neither been taken by a mail system nor read in the portal. */
  private async findNotDelivered(before: Temporal.Instant): Promise<number> {
    const mustArrive = MESSAGES.filter(({ mustArrive }) => mustArrive).map(({ kind }) => kind);
    const since = this.clock.now().subtract({ hours: 24 * DAYS_LOOKED_BACK });
    let raised = 0;
    for (let last = '00000000-0000-0000-0000-000000000000'; ;) {
      const lost = await this.database.rows(sql<LostRow>`
        select d.id as delivery_id, n.id as notification_id, n.record_id, n.recipient_id,
          n.recipient_name, n.address, n.subject
        from notifications.delivery d join notifications.notification n on n.id = d.notification_id
        where d.state <> 'sent' and d.id > ${last}::uuid and n.kind = any(${mustArrive}::text[]) and n.record_id is not null
          and n.read_at is null and n.created_at between ${since.toString()} and ${before.toString()}
          and not exists (select from notifications.delivery better where better.notification_id = n.id and better.state = 'sent')
        order by d.id limit ${BATCH}`);
      if (lost.length === 0) return raised;
      last = lost.at(-1)!.deliveryId;
      const names = await this.namesOf(lost);
      const records = new Map((await this.records.byIds(lost.map(({ recordId }) => recordId))).map((record) => [record.id, record]));
      await this.database.transaction(async () => {
        for (const message of lost) {
          const who = names.get(message.recipientId ?? '') ?? message.recipientName ?? message.address ?? 'the recipient';
          if (await this.undelivered.notArrived({ ...message, record: records.get(message.recordId)! }, who)) raised += 1;
        }
      });
    }
  }

  /** Events of which no message could be written so far. */
  private async findUntold(before: Temporal.Instant): Promise<number> {
    const mustArrive = MESSAGES.filter((message) => message.mustArrive);
    const waiting = await this.failures.waiting(
      mustArrive.map(({ listener }) => listener),
      before,
    );
    let raised = 0;
    for (const { eventId, listener, recordId } of waiting) {
      const { kind } = mustArrive.find((message) => message.listener === listener)!;
      const record = recordId && (await this.records.byId(recordId));
      if (record && (await this.undelivered.nobodyTold(record, eventId, kind))) raised += 1;
    }
    return raised;
  }

  private async namesOf(lost: LostRow[]): Promise<Map<string, string>> {
    const accounts = await this.accounts.getMany([...new Set(lost.flatMap(({ recipientId }) => recipientId ?? []))]);
    return new Map(accounts.map(({ id, displayName }) => [id, displayName]));
  }
}
