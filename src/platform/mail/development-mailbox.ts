import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Transport } from 'nodemailer';
import { newId } from '../database/ids.js';

export interface KeptAttachment {
  fileName: string;
  contentType: string;
  sizeBytes: number;
}

export interface KeptLetter {
  /** Sorts by the time it came. */
  id: string;
  receivedAt: string;
  messageId: string;
  from: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  attachments: KeptAttachment[];
}

type Outgoing = Parameters<Transport['send']>[0];

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Stands in for the mail server while nobody has one: keeps every letter as files (`<id>.json` with the words, `<id>.eml` as it
 * would have travelled, `<id>.<n>.attachment`) in one folder.
 */
export class DevelopmentMailbox implements Transport {
  readonly name = 'development-mailbox';
  readonly version = '1';

  constructor(private readonly folder: string) {}

  send(mail: Outgoing, done: (error: Error | null, info?: never) => void): void {
    this.keep(mail).then((messageId) => done(null, { messageId } as never), done);
  }

  /** Newest first. */
  async list(limit: number, to?: string): Promise<KeptLetter[]> {
    const ids = (await this.files()).filter((file) => file.endsWith('.json')).map((file) => file.slice(0, -5));
    const found: KeptLetter[] = [];
    for (const id of ids.sort().reverse()) {
      if (found.length === limit) break;
      const letter = await this.read(id);
      if (letter && (!to || letter.to.toLowerCase().includes(to.toLowerCase()))) found.push(letter);
    }
    return found;
  }

  async read(id: string): Promise<KeptLetter | null> {
    const file = await this.content(id, 'json');
    return file && (JSON.parse(file.toString()) as KeptLetter);
  }

  async raw(id: string): Promise<Buffer | null> {
    return this.content(id, 'eml');
  }

  async attachment(id: string, index: number): Promise<Buffer | null> {
    return this.content(id, `${index}.attachment`);
  }

  private async keep(mail: Outgoing): Promise<string> {
    const id = newId();
    const { message, data } = mail;
    const raw = await new Promise<Buffer>((resolve, reject) => message.build((error, built) => (error ? reject(error) : resolve(built))));
    const attachments = data.attachments ?? [];
    const { from, to } = message.getAddresses();
    const letter: KeptLetter = {
      id,
      receivedAt: (data.date as Date).toISOString(),
      messageId: message.messageId(),
      from: addresses(from),
      to: addresses(to),
      subject: data.subject ?? '',
      text: data.text as string,
      html: data.html as string,
      attachments: attachments.map(({ filename, contentType, content }) => ({
        fileName: String(filename),
        contentType: String(contentType),
        sizeBytes: (content as Buffer).length,
      })),
    };
    await mkdir(this.folder, { recursive: true });
    await writeFile(join(this.folder, `${id}.eml`), raw);
    for (const [index, { content }] of attachments.entries()) {
      await writeFile(join(this.folder, `${id}.${index}.attachment`), content as Buffer);
    }
    // The words come last and whole: a letter is listed when it can be read.
    await writeFile(join(this.folder, `${id}.part`), JSON.stringify(letter, null, 2));
    await rename(join(this.folder, `${id}.part`), join(this.folder, `${id}.json`));
    return letter.messageId;
  }

  private async files(): Promise<string[]> {
    return readdir(this.folder).catch(() => []);
  }

  private async content(id: string, extension: string): Promise<Buffer | null> {
    if (!ID.test(id)) return null;
    return readFile(join(this.folder, `${id}.${extension}`)).catch(() => null);
  }
}

function addresses(list: { name?: string; address?: string }[] | undefined): string {
  return (list ?? []).map(({ name, address }) => (name ? `${name} <${address}>` : address)).join(', ');
}
