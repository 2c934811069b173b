import { EntityManager, LockMode } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/ids.js';
import { Jobs } from '../../platform/jobs/jobs.js';
import type { Change } from '../../platform/status/change.js';
import { Clock } from '../../platform/time/clock.js';
import { FollowUps } from '../back-office/index.js';
import { Lifecycle } from '../records/index.js';
import { Delivery } from './delivery.entity.js';
import { waitAfter } from './delivery.rules.js';
import type { NotSentReason } from './delivery.status.js';
import type { PaperRef, SecretLink } from './message.js';
import type { Topic } from './topics.js';

/** A notification on its way, as its letter needs it. */
export interface QueuedDelivery {
  deliveryId: string;
  /** Times it has been tried, this one included. */
  tries: number;
  kind: string;
  topic: Topic;
  /** Null for an address without an account. */
  recipientId: string | null;
  recipientName: string | null;
  subject: string;
  bodyText: string;
  bodyHtml: string;
  address: string | null;
  secret: SecretLink | null;
  papers: PaperRef[];
}

/** The ways of notifications by e-mail and what became of them. */
@Injectable()
export class Deliveries {
  constructor(
    private readonly database: Database,
    private readonly em: EntityManager,
    private readonly lifecycle: Lifecycle,
    private readonly jobs: Jobs,
    private readonly followUps: FollowUps,
    private readonly clock: Clock,
  ) {}

  /** Queues the first delivery, or another one; false while one is queued already. */
  async queue(notificationId: string, requestedBy: string | null = null): Promise<boolean> {
    const id = newId();
    const now = this.clock.now().toString();
    const queued = await this.database.execute(sql`
      insert into notifications.delivery (id, notification_id, number, state, queued_at, next_try_at, requested_by)
      select ${id}, ${notificationId}, 1 + coalesce(max(number), 0), 'queued', ${now}, ${now}, ${requestedBy}::uuid
      from notifications.delivery where notification_id = ${notificationId}
      on conflict do nothing`);
    if (queued === 0) return false;
    await this.enqueue(id);
    return true;
  }

  /** Notes why nothing goes out by e-mail. */
  async skip(notificationId: string, reason: NotSentReason): Promise<void> {
    const now = this.clock.now().toString();
    await this.database.execute(sql`
      insert into notifications.delivery (id, notification_id, number, state, reason, queued_at, ended_at)
      values (${newId()}, ${notificationId}, 1, 'not-sent', ${reason}, ${now}, ${now})`);
  }

  /** Counts another try; null when the delivery has ended. Committed before the letter goes out, so that a crash counts too. */
  begin(deliveryId: string): Promise<QueuedDelivery | null> {
    return this.database.transaction(async () => {
      const row = await this.database.row(sql<QueuedDelivery>`
        update notifications.delivery d set tries = d.tries + 1
        from notifications.notification n
        where d.id = ${deliveryId} and d.state = 'queued' and n.id = d.notification_id
        returning d.id as delivery_id, d.tries, n.kind, n.topic, n.recipient_id,
          n.recipient_name, n.subject, n.body_text, n.body_html, n.address, n.secret, n.attachments as papers`);
      return row ?? null;
    });
  }

  sent(deliveryId: string, address: string): Promise<void> {
    return this.end(deliveryId, (delivery) => delivery.send(address, this.clock.now()));
  }

  notSent(deliveryId: string, reason: NotSentReason): Promise<void> {
    return this.end(deliveryId, (delivery) => delivery.leave(reason, this.clock.now()));
  }

  /** Tries again later, or gives up: at once when the refusal is final, else after the last try. */
  async refused(
    { deliveryId, tries }: QueuedDelivery,
    { error, permanent, address }: { error: string; permanent: boolean; address: string | null },
  ): Promise<'queued' | 'failed'> {
    const wait = permanent ? null : waitAfter(tries);
    if (!wait) {
      await this.end(deliveryId, (delivery) => delivery.giveUp(error, address, this.clock.now()));
      return 'failed';
    }
    await this.database.transaction(async () => {
      const delivery = await this.locked(deliveryId);
      if (delivery?.isUnderWay) delivery.wait({ lastError: error, address, nextTryAt: this.clock.now().add(wait) });
      await this.enqueue(deliveryId, wait);
    });
    return 'queued';
  }

  /** Does nothing when it has ended. */
  private end(deliveryId: string, how: (delivery: Delivery) => Change): Promise<void> {
    return this.database.transaction(async () => {
      const delivery = await this.locked(deliveryId);
      if (!delivery?.isUnderWay) return;
      await this.lifecycle.make(how(delivery));
      if (delivery.status === 'sent') await this.followUps.settle([followUpKey(delivery.notificationId)], 'delivered');
    });
  }

  private locked(deliveryId: string): Promise<Delivery | null> {
    return this.em.findOne(Delivery, deliveryId, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
  }

  private enqueue(deliveryId: string, wait?: Temporal.Duration): Promise<void> {
    return this.jobs.enqueue(
      'notifications.deliver',
      { deliveryId },
      // The queue runs on real time, whatever the application's clock says.
      { key: `notifications.deliver:${deliveryId}`, runAt: wait && Temporal.Now.instant().add(wait) },
    );
  }
}

/** Under which a message that did not arrive stands on the staff's work list. */
export function followUpKey(notificationId: string): string {
  return `message:${notificationId}`;
}
