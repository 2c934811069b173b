import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { EventFailures } from './event-failures.service.js';
import { EventHandlersAdminController } from './event-handlers.admin.controller.js';
import { EventListeners } from './event-listeners.js';
import { Events } from './events.js';

@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [EventHandlersAdminController],
  providers: [Events, EventListeners, EventFailures],
  exports: [Events, EventListeners, EventFailures],
})
export class EventsModule {}
