import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface ReceivedAttachment {
  fileName: string;
  contentType: string;
  content: Buffer;
}

export interface ReceivedMail {
  messageId: string;
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  headers: Map<string, unknown>;
  attachments: ReceivedAttachment[];
}

export interface Refusal {
  /** A reply code of SMTP: 4xx asks to try again, 5xx refuses for good. */
  code: number;
  message?: string;
  /** When to refuse; default at the recipient. */
  at?: 'recipient' | 'data';
}

export interface TestMailbox {
  /** For `SMTP_URL`. */
  url: string;
  /** Everything that was taken, oldest first. */
  received: ReceivedMail[];
  /** What was taken for one address. */
  to(address: string): ReceivedMail[];
  /** Refuses the next letters until `accept()`; with `times`, only so many of them. */
  refuse(refusal: Refusal, times?: number): void;
  /** Takes the letter and answers as if it had not: the connection breaks before the reply, as in a crash. */
  loseReplies(times: number): void;
  accept(): void;
  close(): Promise<void>;
}

/** A real SMTP server on this machine that keeps what it is given. */
export async function startMailbox(): Promise<TestMailbox> {
  const received: ReceivedMail[] = [];
  let refusal: Refusal | undefined;
  let refusalsLeft = 0;
  let repliesToLose = 0;

  const refused = (at: 'recipient' | 'data'): Error | undefined => {
    if (!refusal || (refusal.at ?? 'recipient') !== at || refusalsLeft === 0) return undefined;
    refusalsLeft--;
    return Object.assign(new Error(refusal.message ?? 'Not now'), { responseCode: refusal.code });
  };

  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    disableReverseLookup: true,
    onRcptTo: (_address, _session, done) => done(refused('recipient')),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const refusing = refused('data');
        if (refusing) return done(refusing);
        parse(Buffer.concat(chunks), session.envelope.rcptTo.map(({ address }) => address).join(', ')).then((mail) => {
          received.push(mail);
          if (repliesToLose > 0) {
            repliesToLose--;
            for (const connection of server.connections) (connection as unknown as { close(): void }).close();
          } else {
            done();
          }
        }, done);
      });
    },
  });
  // Connections that break on purpose are not news.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;

  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    to: (address) => received.filter((mail) => mail.to === address),
    refuse: (next, times = Infinity) => {
      refusal = next;
      refusalsLeft = times;
    },
    loseReplies: (times) => {
      repliesToLose = times;
    },
    accept: () => {
      refusal = undefined;
      refusalsLeft = 0;
      repliesToLose = 0;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The first link in a letter whose path starts with this. */
export function linkIn(mail: ReceivedMail, path: string): string {
  const found = mail.text.match(/https?:\/\/\S+/g)?.find((url) => new URL(url).pathname.startsWith(path));
  if (!found) throw new Error(`The letter “${mail.subject}” has no link to ${path}:\n${mail.text}`);
  return found;
}

async function parse(raw: Buffer, to: string): Promise<ReceivedMail> {
  const mail = await simpleParser(raw);
  return {
    messageId: mail.messageId ?? '',
    from: mail.from?.text ?? '',
    to,
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html || '',
    headers: mail.headers,
    attachments: mail.attachments.map(({ filename, contentType, content }) => ({ fileName: filename ?? '', contentType, content })),
  };
}
