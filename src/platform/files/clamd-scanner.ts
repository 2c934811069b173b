import { createConnection, type Socket } from 'node:net';
import { Transform, type Readable, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { SettingsError } from '../config/environment.js';
import { Scanner, type ScanResult } from './scanner.js';

/** Without a word from clamd for this long the scan has failed. Its own limit for one file is two minutes. */
const SILENCE_MS = 150_000;

export type ClamdAddress = { host: string; port: number } | { path: string };

/** Asks a ClamAV daemon, by its `INSTREAM` command. */
export class ClamdScanner extends Scanner {
  readonly scans = true;

  constructor(private readonly address: ClamdAddress) {
    super();
  }

  async scan(content: Readable): Promise<ScanResult> {
    const socket = createConnection(this.address);
    socket.setTimeout(SILENCE_MS, () => socket.destroy(new Error('clamd did not answer in time.')));
    try {
      const reply = replyOf(socket);
      // clamd may answer and hang up before it has read everything; then its answer counts, not the broken pipe.
      const sent = this.send(content, socket).catch((error: unknown) => error);
      const answer = await reply.catch(async (error: unknown) => {
        throw (await sent) ?? error;
      });
      return read(answer);
    } finally {
      socket.destroy();
      content.destroy();
    }
  }

  private async send(content: Readable, socket: Socket): Promise<void> {
    socket.write('zINSTREAM\0');
    try {
      // The connection stays open for the answer; so a source that breaks would leave it waiting.
      await pipeline(content, new Chunks(), socket, { end: false });
    } catch (error) {
      socket.destroy();
      throw error;
    }
  }
}

/** Each chunk after its length in four bytes, a length of zero at the end. */
class Chunks extends Transform {
  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    if (chunk.length > 0) this.push(lengthOf(chunk.length));
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    done(null, lengthOf(0));
  }
}

function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}

/** What clamd says up to the closing zero byte. */
function replyOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let reply = '';
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      reply += text;
      if (reply.includes('\0')) resolve(reply.slice(0, reply.indexOf('\0')));
    });
    socket.once('error', reject);
    socket.once('close', () => reject(new Error('clamd hung up without an answer.')));
  });
}

function read(reply: string): ScanResult {
  const found = /^stream: (.+) FOUND$/.exec(reply);
  if (found) return { outcome: 'infected', signature: found[1] };
  if (reply === 'stream: OK') return { outcome: 'clean' };
  throw new Error(`clamd could not scan the file: ${reply}`);
}

/** Reads `CLAMD_URL`: `tcp://host:3310`, or the path of a Unix socket. */
export function readClamdUrl(text: string): ClamdAddress {
  if (text.startsWith('/')) return { path: text };
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === 'unix:' && url.pathname.length > 1) return { path: url.pathname };
  if (url?.protocol === 'tcp:' && url.hostname) {
    return { host: url.hostname.replace(/^\[|\]$/g, ''), port: url.port ? Number(url.port) : 3310 };
  }
  throw new SettingsError(['CLAMD_URL must be tcp://host:3310 or the path of a Unix socket such as /run/clamav/clamd.ctl.']);
}
