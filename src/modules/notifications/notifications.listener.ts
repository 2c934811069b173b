import { Injectable } from '@nestjs/common';
import type { DomainEvent, Published } from '../../platform/events/domain-event.js';
import { OnEvent } from '../../platform/events/on-event.decorator.js';
import { MESSAGES } from './messages.js';
import { NotificationWriter } from './notification-writer.js';

/** Hears every event in the table of messages: one method for each row, made from it, under the row's own listener id. */
@Injectable()
export class NotificationsListener {
  constructor(readonly writer: NotificationWriter) {}
}

for (const message of MESSAGES) {
  const method = {
    value(this: NotificationsListener, event: Published<DomainEvent>): Promise<void> {
      return this.writer.write(message, event);
    },
    writable: true,
    configurable: true,
  };
  OnEvent(message.event, message.listener)(NotificationsListener.prototype, message.kind, method);
  Object.defineProperty(NotificationsListener.prototype, message.kind, method);
}
