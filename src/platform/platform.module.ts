import { Global, Module, type DynamicModule } from '@nestjs/common';
import { AuditModule } from './audit/audit.module.js';
import { Settings } from './config/settings.js';
import { CsvModule } from './csv/csv.module.js';
import { DatabaseWatch } from './database/database-watch.js';
import { Database } from './database/database.js';
import { Signals } from './database/signals.js';
import { EventsModule } from './events/events.module.js';
import { FilesModule } from './files/files.module.js';
import { HealthModule } from './health/health.module.js';
import { HttpModule } from './http/http.module.js';
import { JobsModule } from './jobs/jobs.module.js';
import { MailModule } from './mail/mail.module.js';
import { Clock } from './time/clock.js';

/** The ground floor: what every module stands on and no module needs to import. */
@Global()
@Module({})
export class PlatformModule {
  static forRoot(settings: Settings): DynamicModule {
    return {
      module: PlatformModule,
      imports: [EventsModule, JobsModule, AuditModule, HealthModule, FilesModule, HttpModule, CsvModule, MailModule.forRoot(settings)],
      providers: [
        { provide: Settings, useValue: settings },
        { provide: Clock, useValue: new Clock(settings.clock) },
        Database,
        DatabaseWatch,
        Signals,
      ],
      exports: [Settings, Clock, Database, DatabaseWatch, Signals, EventsModule, JobsModule, HttpModule],
    };
  }
}
