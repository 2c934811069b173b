import { MailerService } from '@nestjs-modules/mailer';
import { Injectable } from '@nestjs/common';
import { Clock } from '../time/clock.js';

export interface MailAddress {
  name: string;
  address: string;
}

export interface LetterAttachment {
  fileName: string;
  contentType: string;
  content: Buffer;
}

/** One message to one person. */
export interface Letter {
  from: MailAddress;
  to: MailAddress;
  subject: string;
  text: string;
  html: string;
  attachments?: LetterAttachment[];
  /** The same for every try to send this letter, so that mail systems on the way can tell a repetition. */
  id: string;
  /** Where the recipient decides which letters to get; absent on letters that everyone gets. */
  preferencesUrl?: string;
}

/** A letter that was not taken. `permanent`: the recipient's mail system refused it for good, another try will not help. */
export class LetterRefused extends Error {
  constructor(
    message: string,
    readonly permanent: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

interface SmtpError extends Error {
  responseCode?: number;
  response?: string;
  command?: string;
  code?: string;
}

/** Hands letters to the mail server of `SMTP_URL`, or to the development mailbox. */
@Injectable()
export class Mailer {
  constructor(
    private readonly transport: MailerService,
    private readonly clock: Clock,
  ) {}

  /** Whether the mail server answers and lets the portal in. */
  reaches(): Promise<boolean> {
    return this.transport.verifyAllTransporters();
  }

  /** Returns once the letter was taken; throws `LetterRefused` when it was not. */
  async send(letter: Letter): Promise<void> {
    const domain = letter.from.address.split('@')[1];
    try {
      await this.transport.sendMail({
        from: letter.from,
        to: letter.to,
        subject: letter.subject,
        text: letter.text,
        html: letter.html,
        attachments: letter.attachments?.map(({ fileName, contentType, content }) => ({ filename: fileName, contentType, content })),
        messageId: `<${letter.id}@${domain}>`,
        date: new Date(this.clock.now().epochMilliseconds),
        headers: {
          'Auto-Submitted': 'auto-generated',
          'X-Auto-Response-Suppress': 'All',
          ...(letter.preferencesUrl ? { 'List-Unsubscribe': `<${letter.preferencesUrl}>` } : {}),
        },
      });
    } catch (error) {
      throw refusal(error as SmtpError);
    }
  }
}

/**
 * Only an answer to this recipient or to the letter itself is final. A server that cannot be reached, does not let us in or is
 * not set up right says nothing about the letter.
 */
function refusal(error: SmtpError): LetterRefused {
  const aboutTheLetter = error.command === 'RCPT TO' || error.command === 'DATA';
  const permanent = aboutTheLetter && (error.responseCode ?? 0) >= 500;
  return new LetterRefused(error.response ?? error.message, permanent, { cause: error });
}
