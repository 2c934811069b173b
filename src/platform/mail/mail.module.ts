import { MailerModule } from '@nestjs-modules/mailer';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { join } from 'node:path';
import type { Settings } from '../config/settings.js';
import { DevelopmentMailbox } from './development-mailbox.js';
import { DevelopmentMailboxController } from './development-mailbox.controller.js';
import { Mailer } from './mailer.js';

/**
 * `SMTP_URL` set: letters go out. Unset: the development mailbox keeps them and shows them at `/dev/mailbox`. In production the
 * settings refuse to start without `SMTP_URL`, so there is none.
 */
@Global()
@Module({})
export class MailModule {
  static forRoot(settings: Settings): DynamicModule {
    if (settings.smtpUrl) return bySmtp(settings.smtpUrl);
    return toDevelopmentMailbox(join(settings.dataDir, 'mailbox'));
  }
}

function bySmtp(url: string): DynamicModule {
  const transport = {
    url,
    pool: true,
    maxConnections: 4,
    maxRequeues: 1,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 60_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  };
  return { module: MailModule, imports: [MailerModule.forRoot({ transport })], providers: [Mailer], exports: [Mailer] };
}

function toDevelopmentMailbox(folder: string): DynamicModule {
  const mailbox = new DevelopmentMailbox(folder);
  return {
    module: MailModule,
    imports: [MailerModule.forRoot({ transport: mailbox })],
    controllers: [DevelopmentMailboxController],
    providers: [Mailer, { provide: DevelopmentMailbox, useValue: mailbox }],
    exports: [Mailer],
  };
}
