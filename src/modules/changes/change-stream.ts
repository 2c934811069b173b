import type { Response } from 'express';
import type { Principal } from '../../platform/auth/principal.js';
import type { ChangesDto } from './changes.dto.js';
import { formatPosition, type Position } from './position.rules.js';

/** After how long a browser that lost the stream asks again. */
const RETRY_MILLISECONDS = 3000;
/** A listener that takes nothing has gone or is stuck; when it comes back it is told what it missed. */
const MOST_UNREAD_BYTES = 64 * 1024;

/** One listener. */
export class ChangeStream {
  /** What came up before the stream has begun. */
  private held: string[] | undefined = [];

  constructor(
    readonly principal: Principal,
    private readonly response: Response,
  ) {}

  /** What was missed goes first, and then what came up while it was looked up. */
  begin(position: Position, missed: ChangesDto | undefined): void {
    if (this.isOver()) return;
    this.response.status(200).set({
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store, no-transform',
      // Proxies pass on each line as it comes.
      'X-Accel-Buffering': 'no',
    });
    const lines = [`retry: ${RETRY_MILLISECONDS}\n${message(position, missed)}`, ...this.held!];
    this.held = undefined;
    this.response.write(lines.join(''));
  }

  /** Without changes only the position: it keeps the connection alive, and nobody is told anything. */
  send(position: Position, changes?: ChangesDto): void {
    if (this.isOver()) return;
    const text = message(position, changes);
    if (this.held) this.held.push(text);
    else if (this.response.writableLength > MOST_UNREAD_BYTES) this.response.destroy();
    else this.response.write(text);
  }

  end(): void {
    this.response.end();
  }

  /** A stream may be ended while what it missed is looked up, and a connection be gone before its stream hears of it. */
  private isOver(): boolean {
    return this.response.writableEnded || this.response.destroyed;
  }
}

function message(position: Position, changes: ChangesDto | undefined): string {
  const data = changes ? `data: ${JSON.stringify(changes)}\n` : '';
  return `id: ${formatPosition(position)}\n${data}\n`;
}
