import type { SignedInClient } from './builders.js';

export interface Heard {
  id: string;
  data?: { records: string[]; messages: string[]; cart: boolean; everything: boolean };
}

/** Somebody who listens to what changes. */
export class Listener {
  private text = '';

  private constructor(private readonly reader: ReadableStreamDefaultReader<string>) {}

  static async of(client: SignedInClient, lastEventId?: string): Promise<Listener> {
    const response = await client.raw('/v1/changes', { headers: lastEventId === undefined ? {} : { 'last-event-id': lastEventId } });
    if (response.status !== 200) throw new Error(`The stream was refused: ${response.status} ${await response.text()}`);
    return new Listener(response.body!.pipeThrough(new TextDecoderStream()).getReader());
  }

  /** The next message, with or without changes; undefined when the stream has ended. */
  async next(): Promise<Heard | undefined> {
    for (;;) {
      const end = this.text.indexOf('\n\n');
      if (end >= 0) {
        const lines = this.text.slice(0, end).split('\n');
        this.text = this.text.slice(end + 2);
        const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
        const data = field('data');
        return { id: field('id')!, ...(data ? { data: JSON.parse(data) as Heard['data'] } : {}) };
      }
      const { done, value } = await this.reader.read();
      if (done) return undefined;
      this.text += value;
    }
  }

  /** The next message that tells of changes. */
  async change(): Promise<Required<Heard>> {
    for (;;) {
      const heard = await this.next();
      if (!heard) throw new Error('The stream has ended.');
      if (heard.data) return heard as Required<Heard>;
    }
  }

  leave(): Promise<void> {
    return this.reader.cancel();
  }
}
