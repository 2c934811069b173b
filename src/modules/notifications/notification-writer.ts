import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Database } from '../../platform/database/database.js';
import { newId } from '../../platform/database/ids.js';
import type { DomainEvent, Published } from '../../platform/events/domain-event.js';
import { Clock } from '../../platform/time/clock.js';
import { RecordsService } from '../records/index.js';
import { Ask } from './ask.js';
import { Deliveries } from './deliveries.js';
import { LetterFacts } from './letter-facts.js';
import type { Message, Recipient } from './message.js';
import { recordFacts } from './record-facts.js';
import { MessageTemplates } from './message-templates.js';
import { PreferencesService } from './preferences.service.js';
import { Undelivered } from './undelivered.js';

/** Turns an event into one notification for each person it concerns, with its way by e-mail queued in the same transaction. */
@Injectable()
export class NotificationWriter {
  constructor(
    private readonly database: Database,
    private readonly ask: Ask,
    private readonly records: RecordsService,
    private readonly templates: MessageTemplates,
    private readonly letterFacts: LetterFacts,
    private readonly preferences: PreferencesService,
    private readonly deliveries: Deliveries,
    private readonly undelivered: Undelivered,
    private readonly clock: Clock,
  ) {}

  async write(message: Message, event: Published<DomainEvent>): Promise<void> {
    if (message.when && !(await message.when(event, this.ask))) return;
    const recipients = eachOnce(await message.to(event, this.ask));
    if (recipients.length === 0 && !message.mustArrive) return;

    const recordId = typeof event.facts.recordId === 'string' ? event.facts.recordId : null;
    const record = recordId ? await this.records.byId(recordId) : null;
    if (recipients.length === 0) {
      if (record) await this.undelivered.nobodyTold(record, event.id, message.kind);
      return;
    }
    const link = message.link(event, record);
    const body = this.templates.render(message.kind, {
      city: this.letterFacts.city,
      ...(record ? { record: recordFacts(record) } : {}),
      url: this.ask.url(link),
      ...(await message.facts?.(event, this.ask)),
    });
    const accountAddress = (await message.address?.(event, this.ask)) ?? null;
    const common = {
      secret: message.secret?.(event) ?? null,
      papers: message.papers?.(event) ?? [],
    };
    const rows = recipients.map((recipient) => ({ id: newId(), ...whereTo(recipient, accountAddress) }));
    const written = await this.database.rows(sql<WrittenRow>`
      insert into notifications.notification
        (id, recipient_id, recipient_name, event_id, kind, topic, record_id, record_number, subject, body_text, body_html, link, address,
          postal_address, secret, attachments, occurred_at, created_at)
      select (r->>'id')::uuid, (r->>'recipientId')::uuid, r->>'name', ${event.id}, ${message.kind}, ${message.topic},
        ${record?.id ?? null}::uuid, ${record?.number ?? null}, ${body.subject}, ${body.text}, ${body.html}, ${link}, r->>'address', r->>'postalAddress',
        ${common.secret && JSON.stringify(common.secret)}::jsonb, ${JSON.stringify(common.papers)}::jsonb,
        ${event.occurredAt.toString()}::timestamptz, ${this.clock.now().toString()}::timestamptz
      from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) r
      on conflict do nothing
      returning id, recipient_id, recipient_name, postal_address`);
    const unwanted = await this.preferences.withoutMail(
      message.topic,
      written.flatMap(({ recipientId }) => recipientId ?? []),
    );
    for (const { id, recipientId, recipientName, postalAddress } of written) {
      if (postalAddress) {
        await this.deliveries.skip(id, 'on-paper');
        const letter = { notificationId: id, recordId: record!.id, record: record!, recipientId, subject: body.subject };
        await this.undelivered.onPaper(letter, `${recipientName}, ${postalAddress}`);
      } else await (recipientId && unwanted.has(recipientId) ? this.deliveries.skip(id, 'preference') : this.deliveries.queue(id));
    }
  }
}

interface WrittenRow {
  id: string;
  recipientId: string | null;
  recipientName: string | null;
  postalAddress: string | null;
}

/** Nobody twice, and no address twice however it is written. */
function eachOnce(recipients: Recipient[]): Recipient[] {
  const byKey = recipients.map((recipient) => [keyOf(recipient), recipient] as const);
  return [...new Map(byKey).values()];
}

function keyOf(recipient: Recipient): string {
  if (typeof recipient === 'string') return recipient;
  return 'email' in recipient ? recipient.email.trim().toLowerCase() : recipient.postalAddress;
}

function whereTo(recipient: Recipient, accountAddress: string | null) {
  if (typeof recipient === 'string') return { recipientId: recipient, name: null, address: accountAddress };
  if ('postalAddress' in recipient) return { recipientId: null, ...recipient };
  return { recipientId: null, name: recipient.name?.trim() || null, address: recipient.email.trim() };
}
