import { Injectable, type Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Settings } from '../../platform/config/settings.js';

/** How a message asks the modules below, when an event is heard, whom to tell and what there is to tell. */
@Injectable()
export class Ask {
  constructor(
    private readonly modules: ModuleRef,
    private readonly settings: Settings,
  ) {}

  of<Service>(service: Type<Service>): Service {
    return this.modules.get(service, { strict: false });
  }

  url(path: string): string {
    return `${this.settings.frontEndUrl}${path}`;
  }
}
