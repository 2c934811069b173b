import type { Server } from 'node:http';
import { Server as NetServer } from 'node:net';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** A connection that sent nothing for so long after the last chance was given has nothing more to send. */
const IDLE_MILLISECONDS = 1000;

/**
 * Lets an HTTP server end without breaking off anyone. `server.close()` of Node resets connections that happen to be between two
 * requests while the next one is on its way; here each connection gets one more answer, which says `Connection: close`.
 */
export class DrainingServer {
  private readonly open = new Set<ServerResponse>();
  private closing = false;

  constructor(private readonly server: Server) {
    server.prependListener('request', (_request: IncomingMessage, response: ServerResponse) => {
      this.open.add(response);
      response.once('close', () => this.open.delete(response));
      if (this.closing) response.setHeader('Connection', 'close');
    });
  }

  /** @returns how many requests had to be broken off because they took longer than `patienceMilliseconds` */
  async drain(patienceMilliseconds: number): Promise<number> {
    if (!this.server.listening) return 0;
    this.closing = true;
    for (const response of this.open) if (!response.headersSent) response.setHeader('Connection', 'close');
    const deadline = Date.now() + patienceMilliseconds;
    const ended = new Promise<void>((resolve) => NetServer.prototype.close.call(this.server, () => resolve()));

    await this.untilQuiet(ended, deadline);
    const brokenOff = this.open.size;
    this.server.closeAllConnections();
    await ended;
    return brokenOff;
  }

  /** Until every connection has ended, or the rest of them has been silent for a while, or the time is up. */
  private async untilQuiet(ended: Promise<void>, deadline: number): Promise<void> {
    let quietSince = Date.now();
    for (let done = false; !done && Date.now() < deadline;) {
      done = await Promise.race([ended.then(() => true), sleep(50, false)]);
      if (this.open.size > 0) quietSince = Date.now();
      else if (Date.now() - quietSince >= IDLE_MILLISECONDS) return;
    }
  }
}
