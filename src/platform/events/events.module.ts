import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { EventListeners } from './event-listeners.js';
import { Events } from './events.js';

@Global()
@Module({ imports: [DiscoveryModule], providers: [Events, EventListeners], exports: [Events, EventListeners] })
export class EventsModule {}
